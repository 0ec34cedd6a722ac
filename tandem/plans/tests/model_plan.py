"""A plan in a few lines that know nothing of logs and digests: what was said by whom, and which
exact words were agreed to."""

from dataclasses import dataclass, field
from uuid import UUID

from hypothesis import strategies as st

from tandem.plans import rules
from tandem.plans.actions import agreements
from tandem.plans.models import Goal


@dataclass(frozen=True)
class Wanted:
    """An act as a device made it: what it read is in it, however late it is delivered."""

    act: UUID
    party: str
    verb: str
    on: UUID
    said: tuple = ()


@dataclass
class ModelGoal:
    words: str
    origin: str
    state: str = "active"
    # Who said something since it stands so.
    voices: set[str] = field(default_factory=set)
    # In their order: [words, who, day, state].
    steps: dict[UUID, list] = field(default_factory=dict)
    # Each party's newest answer, and the text that it was given to.
    answers: dict[str, tuple[str, tuple]] = field(default_factory=dict)

    @property
    def text(self) -> tuple:
        return (self.words, *(tuple(s[:3]) for s in self.steps.values() if s[3] != "dropped"))


class ModelPlan:
    """What may be said in it, and what becomes of it then."""

    goals: dict[UUID, ModelGoal]

    def may(self, wanted, device) -> bool:
        """Whose words they are decides, and that what was answered is what stands."""
        goal, step = self.goals.get(wanted.on), self.step(wanted.on)
        match wanted.verb:
            case "reword_goal":
                return goal.origin == wanted.party
            case "add_step":
                return wanted.said[1] == wanted.party and goal.state == "active"
            case "change_step":
                return step[1] == wanted.party
            case "mark_step":
                if wanted.said[0] == "dropped":
                    return step[1] == wanted.party
                return wanted.party == "worker" or step[1] == "person"
            case "agree_goal":
                read = rules.digest(agreements.read_of(Goal.objects.get(pk=wanted.on)))
                is_own_hand = wanted.party == device[0]
                return is_own_hand and goal.state == "active" and read == wanted.said[1]
        return True

    def changes(self, wanted) -> bool:
        """Tell the model; False where all stood so already."""
        goal, step, said = self.goals.get(wanted.on), self.step(wanted.on), wanted.said
        match wanted.verb:
            case "add_goal":
                self.goals[wanted.act] = ModelGoal(said[0], wanted.party)
            case "reword_goal":
                if goal.words == said[0]:
                    return False
                goal.words = said[0]
                goal.voices.add(wanted.party)
            case "reach_goal" | "let_go_goal" | "bring_back_goal" as verb:
                state = {"reach": "done", "let": "let_go", "bring": "active"}[verb.split("_")[0]]
                if goal.state != state:
                    goal.state, goal.voices = state, {wanted.party}
                elif state == "active" or wanted.party in goal.voices:
                    return False
                goal.voices.add(wanted.party)
            case "add_step":
                goal.steps[wanted.act] = [*said, "to_do"]
            case "change_step":
                if [step[0], step[2]] == list(said):
                    return False
                step[0], step[2] = said
            case "mark_step":
                if step[3] == said[0]:
                    return False
                step[3] = said[0]
            case "agree_goal":
                goal.answers[wanted.party] = (said[0], goal.text)
        return True

    def a_goal(self):
        """One of the first two, so that much happens to the same words."""
        return st.sampled_from(list(self.goals)[:2])

    def all_steps(self):
        return [pk for goal in list(self.goals.values())[:2] for pk in list(goal.steps)[:3]]

    def step(self, pk):
        return next((goal.steps[pk] for goal in self.goals.values() if pk in goal.steps), None)

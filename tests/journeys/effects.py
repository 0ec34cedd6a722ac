"""What every form and button of the product does: one row for each address that a form goes to."""

import re

# What a form's controls do, by the address that the form goes to. The doors of a room share theirs.
# Names of fields are patterns; the effect is a table that changes, or what happens instead.
ROWS = {
    # Everywhere
    "ui:language": ("language", "the page in the other language, kept by the device"),
    "account_logout": ("", "signed out"),
    # The desk
    "home:people": ("words|after", "the people who are found"),
    "people:add": (
        "called|mode|worker|team|given_names|family_name|reference|born_on_.*|sex|pronouns"
        "|preferred_language|page_language|communication_needs|order_type|starts_on_.*|ends_on_.*",
        "people_person, people_episode, people_allocation",
    ),
    "people:correct": (
        "called|given_names|family_name|reference|born_on_.*|sex|pronouns|preferred_language"
        "|page_language|communication_needs",
        "people_person",
    ),
    "people:add_episode": ("mode|order_type|starts_on_.*|ends_on_.*", "people_episode"),
    "people:correct_episode": ("mode|order_type|starts_on_.*|ends_on_.*", "people_episode"),
    "people:move": ("worker|team|reason", "people_allocation"),
    "people:import": ("file", "people_caseloadfile"),
    "people:import_check": ("", "people_person"),
    "people:import_done": ("", "people_caseloadfile, deleted"),
    "people:allocations": ("worker.*|.*worker", "people_allocation"),
    "people:organisation": (".*", "people_organisation"),
    "people:add_team": ("name", "people_team"),
    "people:rename_team": ("name", "people_team"),
    "people:invite": ("email|name|called|roles|team", "people_user, people_signinlink"),
    "people:staff": ("email|name|called|roles|team", "people_user"),
    "people:stop_sign_in": (".*", "people_user"),
    "people:reset_sign_in": (".*", "people_signinlink"),
    "sittings:start": ("held|pin|held_on_.*", "sittings_sitting"),
    "sittings:resume": ("pin", "sittings_sitting"),
    "sittings:finish": ("", "sittings_sitting"),
    "plans:alone": ("because|together_on_.*", "voices_entry"),
    "plans:mark_step": ("state", "plans_step, voices_entry"),
    # Signing in
    "account_login": ("login|password|remember", "signed in"),
    "account_reauthenticate": ("password", "proved again"),
    "signin:password": (".*password.*", "people_user"),
    "signin:link": (".*", "people_user"),
    "mfa_.*": (".*", "mfa_authenticator"),
    "sittings:join": ("code", "sittings_guest"),
    "sittings:go": ("", "sittings_guest"),
    # The room
    "room:cover": ("", "sittings_sitting"),
    "room:uncover": ("", "sittings_sitting"),
    "room:typing": ("to", "sittings_sitting"),
    "room:hand": ("what", "sittings_sitting"),
    "room:unlock": ("pin|password|then", "sittings_sitting"),
    "room:leave": ("pin|password|then", "sittings_sitting"),
    "room:invite": ("", "sittings_joincode"),
    "room:answer_door": ("same", "sittings_guest"),
    "room:prompt": (r"start\..*", "voices_entry"),
    "room:tap": (r"start\.tap\.see", "voices_entry, sittings_sitting"),
    "room:pick": ("area|why", "voices_entry"),
    "room:pick_first": ("area", "voices_entry"),
    "room:open_shut": ("open", "voices_entry"),
    "room:answer": (r"[a-z]+(\.\w+)*(:words|:day)?|not_today|still_right|onward", "voices_entry"),
    "room:notice": (r"start\.notice\.choice", "voices_entry"),
    "room:talk": ("", "voices_entry"),
    "room:talk_step": (r"[a-z-]+(_day|_month|_year)?|skip", "voices_entry"),
    "room:differ": ("words", "voices_entry"),
    "room:fair": ("answer|share", "assessments_fairnesstap"),
    "room:promise": ("goal", "plans_step, voices_entry"),
    "room:add_goal": ("words|origin|because", "plans_goal, voices_entry"),
    "room:reword_goal": ("words", "plans_goal, voices_entry"),
    "room:mark_goal": ("state", "plans_goal, voices_entry"),
    "room:add_step": ("who|words|due_on_.*", "plans_step, voices_entry"),
    "room:change_step": ("words|due_on_.*", "plans_step, voices_entry"),
    "room:mark_step": ("state", "plans_step, voices_entry"),
    "room:set_asking": ("asked|because", "voices_entry"),
    "room:worker_agree_goal": ("answer|words", "voices_entry"),
    "room:agree_goal": ("answer|words", "voices_entry"),
}


def row_of(kind: str) -> str:
    return re.sub("^(together|beside|desk):", "room:", kind)


def has_row(kind: str, name: str) -> bool:
    for view, (names, _effect) in ROWS.items():
        if re.fullmatch(view, row_of(kind)) and (not name or re.fullmatch(names, name)):
            return True
    return False

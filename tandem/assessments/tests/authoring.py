"""Writing an instrument in the browser, for tests."""

from uuid import uuid4

from tandem.assessments.manuscripts import content_in
from tandem.assessments.models import Manuscript
from tests.page import Pages, read

NEW = "/instruments/written/new"


def at_desk(cast):
    pages = Pages()
    pages.force_login(cast.bea)
    return pages


class Author:
    """Fills the forms of a manuscript as a browser would: every field of the form is sent."""

    def __init__(self, pages, start):
        self.pages, self.at = pages, start

    def page(self, where=""):
        return read(self.pages.get(self.at + where).content.decode())

    def seen(self, where=""):
        found = [one for one in self.page(where).all("input") if one.get("name") == "seen"]
        return found[0].get("value")

    def send(self, where="", do="save", **said):
        form = {name.replace("__", "-"): value for name, value in said.items()} | {"do": do}
        if do == "release":
            form = {"whole": self.whole()} | form
        return self.pages.post(self.at + where, form, budget=60)

    def whole(self):
        found = [one for one in self.page().all("input") if one.get("name") == "whole"]
        return found[0].get("value") if found else ""

    def add(self, area, prompt, kind, party="person"):
        sent = self.send(f"/areas/{area}", "add", prompt=prompt, kind=kind, party=party)
        assert sent.status_code == 302, sent.content.decode()
        return sent["Location"].removeprefix(self.at)

    def save(self, where, do="save", **said):
        """What stands on the page, with some fields written anew."""
        page, form = self.page(where), {}
        own = next(one for one in page.all("input") if one.get("name") == "seen").within("form")
        for one in page.all("input", "textarea", "select"):
            name, kind = one.get("name"), one.get("type")
            if one.within("form") is not own or not name:
                continue
            if kind in ("checkbox", "radio") and "checked" not in one.attrs:
                continue
            if one.tag == "select":
                options = [o for o in page.all("option") if o.within("select") is one]
                chosen = [o.get("value") for o in options if "selected" in o.attrs]
                form[name] = chosen[0] if chosen else ""
            else:
                form[name] = one.get("value")
        form |= {name.replace("__", "-"): value for name, value in said.items()} | {"do": do}
        sent = self.pages.post(self.at + where, form, budget=60)
        assert sent.status_code == 302, sent.content.decode()
        return sent["Location"].removeprefix(self.at)

    def wait(self, where, about, how, answer="", **more):
        """One more line of when a question is asked."""
        seen = self.seen(f"{where}/when")
        said = {"about": about, "how": how, "answer": answer, "seen": seen} | more
        return self.pages.post(f"{self.at}{where}/when/line", said, budget=60)

    def step(self, where, do, **more):
        """Press a button on the page that says when a question is asked."""
        said = {"do": do, "seen": self.seen(f"{where}/when")} | more
        return self.pages.post(f"{self.at}{where}/when", said, budget=60)

    def content(self):
        return content_in(Manuscript.objects.get(pk=self.at.rpartition("/")[2]))


def begun(pages, title="A visit", copied=""):
    sent = pages.post(NEW, {"act": str(uuid4()), "title": title, "copied": copied}, budget=60)
    assert sent.status_code == 302, sent.content.decode()
    return Author(pages, sent["Location"])


def small(author):
    """Two areas, four questions, a pair, one condition."""
    author.send(do="add", area="Before it")
    author.send(do="add", area="After it")
    now = author.add("before_it", "How is the visit?", "scale", "pair")
    author.save(now, **{"answer-+0-en": "Fine", "answer-+1-en": "Mixed", "answer-+2-en": "Hard"})
    why = author.add("before_it", "Why is it hard?", "words")
    author.wait(why, "before_it.how_is_the_visit", "is", "hard")
    author.add("after_it", "What I tell you", "words", "worker")
    return author

from typing import Any

from django.utils.translation import gettext_lazy as _

from tandem.people.forms.caseload import FileForm


class WorkbookForm(FileForm):
    """The same bounds as a file of people; the form inside is judged when it is read."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].label = _("Choose an XLSForm workbook")
        self.fields["file"].help_text = _("An .xlsx file of at most 5 MB.")

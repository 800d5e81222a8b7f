"""What the pages of imports and of the export ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import DateInput, MonthInput
from dongne.foundation.residents.public import COLUMNS as PERSON_COLUMNS
from dongne.lib.seoul import Month

from .models import ImportRow, ImportRun
from .queries import field_labels, head_cells
from .rules.book import MOST_BYTES
from .rules.kinds import FIELDS, TICKED
from .states import ImportKind
from .words import KINDS, UNREADABLE, field_name


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("무엇을 가져오나요?"),
        required=False,
        help_text=_("모르면 그대로 두세요. 파일을 보고 정합니다."),
    )
    file = forms.FileField(
        label=_("파일"),
        help_text=_("엑셀(.xlsx)이나 CSV, 20,000줄·10MB까지. 파일은 저장하지 않고 줄만 읽습니다."),
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,.csv,.txt,.tsv,.xls,.xlsm"},
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", str(_("파일을 보고 정하기")))]
        self.fields["kind"].choices = kinds + [(k.value, word) for k, word in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["file"].error_messages["empty"] = str(UNREADABLE["empty_file"])

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        # Before a byte of it is read.
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(str(UNREADABLE["too_big"]), code="too_big")
        return file

    @property
    def chosen(self) -> ImportKind | None:
        return ImportKind(self.cleaned_data["kind"]) if self.cleaned_data["kind"] else None


class ReadForm(forms.Form):
    """How a file is read: kind, sheet, head, columns, and what the table does not say."""

    kind = forms.ChoiceField(label=_("무엇을 담은 표인가요?"))
    sheet = forms.TypedChoiceField(label=_("시트"), coerce=int)
    header_row = forms.IntegerField(
        label=_("칸 제목이 있는 줄"), min_value=1, max_value=1_048_576, required=False
    )
    month = forms.CharField(label=_("달"), required=False, widget=MonthInput())
    starts_on = forms.DateField(label=_("시작일"), required=False, widget=DateInput())
    zones = forms.BooleanField(label=_("구역으로 넣기"), required=False)
    charges = forms.BooleanField(label=_("통담당으로 넣기"), required=False)
    accounts = forms.BooleanField(
        label=_("새 직원의 아이디 만들기"),
        required=False,
        help_text=_("비밀번호는 없이 만듭니다. ‘계정’ 화면에서 로그인 링크를 나누어 주세요."),
    )

    def __init__(self, run: ImportRun, data: Any = None) -> None:
        initial = {
            "kind": run.kind,
            "sheet": run.sheet,
            "header_row": run.header_row or None,
            **run.settings,
        }
        super().__init__(data, initial=initial)
        kind = ImportKind(run.kind)
        self.fields["kind"].choices = [(k.value, word) for k, word in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["sheet"].choices = [  # type: ignore[attr-defined]
            (place, sheet["name"] or "CSV") for place, sheet in enumerate(run.sheets)
        ]
        if len(run.sheets) == 1:
            self.fields["sheet"].widget = forms.HiddenInput()
        unasked = {
            "month": kind is ImportKind.MONTHS,
            "starts_on": kind in (ImportKind.OFFICERS, ImportKind.CHARGES, ImportKind.DUTIES),
            "zones": kind is ImportKind.CHARGES,
            "charges": kind is ImportKind.CHARGES,
            "accounts": kind is ImportKind.OFFICERS,
        }
        for name, asked in unasked.items():
            if not asked:
                del self.fields[name]
        counts = field_labels(run.dong_id) if kind is ImportKind.MONTHS else {}
        choices = [("", str(_("쓰지 않음")))] + [
            (slug, field_name(slug, kind, counts)) for slug in (*FIELDS[kind], *counts)
        ]
        head, samples = head_cells(run)
        self.columns: list[tuple[int, str, str]] = []
        for place, cell in enumerate(head):
            if not cell and not any(place < len(s) and s[place] for s in samples):
                continue
            sample = next((s[place] for s in samples if place < len(s) and s[place]), "")
            self.columns.append((place, cell or "", sample or ""))
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=cell or _("제목 없는 칸"),
                choices=choices,
                required=False,
                initial=run.mapping.get(str(place), ""),
                help_text=(sample or "")[:40],
            )

    def clean_month(self) -> str:
        text = str(self.cleaned_data["month"] or "")
        if not text:
            return ""
        try:
            return str(Month.parse(text))
        except ValueError:
            raise forms.ValidationError(_("달은 2026-09처럼 적어 주세요.")) from None

    def asked(self) -> dict[str, Any]:
        """What `read_again` takes."""
        said = self.cleaned_data
        settings = {
            name: str(said[name]) if name == "starts_on" else said[name]
            for name in ("month", "starts_on", *TICKED)
            if name in self.fields and (name in TICKED or said.get(name))
        }
        return {
            "kind": ImportKind(said["kind"]),
            "sheet": said["sheet"],
            "header_row": said["header_row"],
            "mapping": {
                place: said[f"column-{place}"]
                for place, _head, _sample in self.columns
                if said.get(f"column-{place}")
            },
            "settings": settings,
        }


class MendForm(forms.Form):
    """The cells of one row, to be typed over in place."""

    def __init__(
        self, run: ImportRun, row: ImportRow, counts: dict[str, str], data: Any = None
    ) -> None:
        super().__init__(data, prefix=f"row-{row.number}")
        kind = ImportKind(run.kind)
        wrong = {p["field"] for p in row.problems if not p.get("tells")}
        columns = {slug: int(place) for place, slug in run.mapping.items()}
        for slug in (*FIELDS[kind], *(s for s in columns if s in counts)):
            if slug not in columns and slug not in wrong:
                continue
            place = columns.get(slug, -1)
            raw = row.cells[place] if 0 <= place < len(row.cells) else ""
            long = (kind is ImportKind.DUTIES and slug == "title") or slug == "details"
            self.fields[slug] = forms.CharField(
                label=field_name(slug, kind, counts),
                required=False,
                max_length=1000,
                initial=row.mended.get(slug, raw or ""),
                widget=forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput(),
            )

    def typed(self) -> dict[str, str]:
        """Only what differs from what stood there."""
        return {
            slug: text
            for slug, text in self.cleaned_data.items()
            if text != (self.fields[slug].initial or "")
        }


class ApplyForm(forms.Form):
    leave_out = forms.BooleanField(required=False)


class ExportForm(forms.Form):
    form = forms.ChoiceField(
        label=_("형식"),
        choices=[("xlsx", _("엑셀 통합 문서(.xlsx)")), ("jsonl", _("JSON 줄(.jsonl)"))],
        initial="xlsx",
        widget=forms.RadioSelect(),
    )
    reason = forms.CharField(
        label=_("내보내는 까닭"),
        max_length=200,
        help_text=_("직원 이름과 기록이 모두 들어 있는 파일입니다. 까닭은 기록으로 남습니다."),
    )

    def clean_reason(self) -> str:
        reason = " ".join(str(self.cleaned_data["reason"]).split())
        if len(reason) < 2:
            raise forms.ValidationError(_("내보내는 까닭을 적어 주세요."))
        return reason


class PersonFileForm(forms.Form):
    file = forms.FileField(
        label=_("주민 명단"),
        help_text=_(
            "성명과 전화번호·생년월일·주소가 있는 엑셀(.xlsx)이나 CSV, 1,000명까지. "
            "주민등록번호 열은 먼저 지워 주세요. 파일은 저장하지 않고 줄만 봉해서 읽습니다."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    clean_file = UploadForm.clean_file


class PersonLineForm(forms.Form):
    """Empty fields for what is wrong in one row: nothing that was read is put into a page."""

    def __init__(self, *args: Any, columns: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slug in columns:
            self.fields[slug] = forms.CharField(
                label=PERSON_COLUMNS[slug],
                required=False,
                max_length=500,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

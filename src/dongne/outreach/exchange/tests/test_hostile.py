"""Files that are no sheet of an office, or worse: refused with a sentence that helps."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from dongne.lib.refusals import Forbidden, Refused
from dongne.outreach.exchange.public import ImportRun, take_in
from dongne.outreach.exchange.rules.book import Unreadable
from dongne.outreach.exchange.rules.files import read
from tests.cast import NOW, Cast

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
TYPES = '<?xml version="1.0"?><Types/>'


def sheet(rows: int = 2, more: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["성명", "팀명"])
    for number in range(1, rows):
        page.write_row(number, 0, ["가나다", "행정팀"])
    book.close()
    if more:
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, data in more.items():
                archive.writestr(name, data)
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_entities() -> bytes:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{"&" + a + ";" * 1}{("&" + a + ";") * 9}">'
                  for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "]><workbook>&i;</workbook>"
    )  # fmt: skip
    return packed({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": bomb.encode()})


def with_entities_in_utf16() -> bytes:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w [<!ENTITY a "x">]><w>&a;</w>'
    return packed({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": bomb.encode("utf-16")})


BAD = {
    "empty_file": (b"", b" \r\n\n", "\ufeff".encode()),
    "password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),),
    "old_xls": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"),),
    "hwp_file": (OLE + b"\0" * 600 + "FileHeader".encode("utf-16-le"),),
    "macro": (
        sheet(more={"xl/vbaProject.bin": b"x"}),
        packed({"[Content_Types].xml": b"<Types>macroEnabled</Types>", "xl/workbook.xml": b"<w/>"}),
    ),
    "bomb": (sheet(more={"xl/media/a.bin": b"\0" * 30_000_000}),),
    "unsafe": (with_entities(), with_entities_in_utf16()),
    "broken": (b"PK\x03\x04 and no more", sheet()[:-200],
               packed({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b"<workbook"})),
    "no_sheet": (b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n\0\0", packed({"word/document.xml": b"<w/>"}),
                 bytes(range(256)) * 4),
    "web_page": (b"<html><table><tr><td>1</td></tr></table></html>",),
    "ods": (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),),
    "too_big": (b"a,b\n" * 3_000_000,),
    "too_many_rows": (b"name,team\n" * 50_000,),
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "data"), [(code, data) for code, files in BAD.items() for data in files]
)
def test_it_is_refused_for_what_it_is(code: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.code == code


def test_fifty_thousand_rows_of_a_workbook_are_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(sheet(50_000))
    assert refused.value.code == "too_many_rows"


def test_a_refusal_is_a_sentence_and_leaves_nothing(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    data = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Refused) as refused:
        take_in(lead, dong_id=cast.own.dong.pk, name="명단.xlsx", data=data, now=NOW)
    assert "암호를 풀고" in refused.value.message
    assert not ImportRun.objects.for_viewer(lead).exists()


def test_one_column_is_refused_unless_it_is_a_list_of_tongs(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    with pytest.raises(Refused) as refused:
        take_in(lead, dong_id=dong.pk, name="a.csv", data="성명\n가나다\n".encode(), now=NOW)
    assert refused.value.code == "one_column"
    run = take_in(lead, dong_id=dong.pk, name="a.csv", data="통\n7\n8\n".encode(), now=NOW)
    assert run.kind == "tongs"


def test_who_does_not_run_the_dong_brings_nothing_in(cast: Cast) -> None:
    for who in (cast.own.officer, cast.near.lead, cast.district_desk):
        with pytest.raises(Forbidden):
            take_in(
                cast.viewer(who), dong_id=cast.own.dong.pk, name="a.csv", data=b"a,b\n", now=NOW
            )


def test_a_month_to_come_and_the_present_one_are_asked_about(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    for title, code in (("2026년 12월", "month_to_come"), ("2026년 11월", "month_not_over")):
        text = f"{title} 활동실적 취합,,\n팀명,성명,복지\n행정팀,최주무,3\n"
        run = take_in(lead, dong_id=dong.pk, name="취합.csv", data=text.encode(), now=NOW)
        [row] = run.rows.for_viewer(lead).filter(role="data")
        assert [p["code"] for p in row.problems] == [code]


def test_text_that_looks_like_a_formula_stays_out(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    text = '팀명,성명,직급\n행정팀,"=HYPERLINK(""http://x"")",주무관\n'
    run = take_in(lead, dong_id=dong.pk, name="명단.csv", data=text.encode(), now=NOW)
    [row] = run.rows.for_viewer(lead).filter(role="data")
    assert row.verdict == "ask"
    assert [p["code"] for p in row.problems] == ["formula_empty"]

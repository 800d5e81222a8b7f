"""PDF files made by hand, as small as they can be: a plain one, and hostile ones."""

from __future__ import annotations

import zlib

HEAD = b"%PDF-1.7\n"
END = b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CATALOG = b"1 0 obj<</Type/Catalog/Pages 2 0 R%s>>endobj\n"
PAGES = b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
PAGE = b"3 0 obj<</Type/Page/Parent 2 0 R%s>>endobj\n"


def pdf(*, root: bytes = b"", page: bytes = b"", more: bytes = b"") -> bytes:
    return HEAD + CATALOG % root + PAGES + PAGE % page + more + END


PLAIN = pdf()


def packed(told: bytes, *, head: bytes = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode") -> bytes:
    """Objects in a compressed stream, where nobody sees them who does not open it."""
    return b"4 0 obj<<" + head + b">>stream\n" + zlib.compress(told) + b"\nendstream endobj\n"


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a web page": (b"<!doctype html><script>alert(1)</script>", "not_a_pdf"),
    "a web page behind the head of a PDF": (b"%PDF-1.7\n<script>alert(1)</script>", "not_a_pdf"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "not_a_pdf"),
    "nothing": (b"", "not_a_pdf"),
    "no page": (HEAD + CATALOG % b"" + END, "not_a_pdf"),
    "a PDF after something else": (b"GIF89a" + PLAIN, "not_a_pdf"),
    "a script": (pdf(root=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "active"),
    "a script by another spelling": (pdf(root=b"/OpenAction<</S/J#61vaScript>>"), "active"),
    "a script in an object stream": (pdf(more=packed(b"5 0<</S/JavaScript/JS(x)>>")), "active"),
    "a program that starts": (pdf(root=b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "active"),
    "a deed of a page": (pdf(page=b"/AA<</O 9 0 R>>"), "active"),
    "a form that sends itself": (pdf(page=b"/A<</S/SubmitForm/F(http://x)>>"), "active"),
    "a form of XML": (pdf(root=b"/AcroForm<</XFA 9 0 R>>"), "active"),
    "a film": (pdf(page=b"/Annots[<</Subtype/RichMedia>>]"), "active"),
    "a file inside": (pdf(root=b"/Names<</EmbeddedFiles 9 0 R>>"), "embedded"),
    "a file pinned to a page": (pdf(page=b"/Annots[<</Subtype/FileAttachment>>]"), "embedded"),
    "a lock": (pdf(more=b"9 0 obj<</Encrypt 8 0 R>>endobj\n"), "locked"),
    "a stream without an end": (pdf(more=b"4 0 obj<</Length 9>>stream\nabc"), "unreadable"),
    "an object stream that can't be opened": (
        pdf(more=b"4 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\nno\nendstream endobj\n"),
        "unreadable",
    ),
    "an object stream packed in another way": (
        pdf(more=packed(b"5 0<<>>", head=b"/Type/ObjStm/Filter/LZWDecode")),
        "unreadable",
    ),
    "a bomb": (pdf(more=packed(b"\0" * (65 * 1024 * 1024))), "unreadable"),
    "too much": (PLAIN + b"0" * (10 * 1024 * 1024), "too_large"),
}

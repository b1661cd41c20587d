"""Small PDF and OFD files with texts at given places, made byte by byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 595.0, 842.0
MILLIMETRE = 72 / 25.4
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass(frozen=True)
class Text:
    """A text whose first character stands at `left`, on the line `base` below the page's upper edge, in points."""

    text: str
    left: float
    base: float
    size: float = 16.0


@dataclass(frozen=True)
class Stroke:
    """A drawn line."""

    left: float
    top: float
    right: float
    bottom: float


Sheet = Sequence[Text | Stroke]


def breadth(character: str, size: float) -> float:
    """How far one character stands from the next."""
    return size * (0.5 if character.isascii() else 1.0)


def _drawn(each: Text | Stroke) -> str:
    if isinstance(each, Stroke):
        ends = f"{each.left} {HEIGHT - each.top} m {each.right} {HEIGHT - each.bottom} l"
        return f"0.5 w {ends} S"
    shown, left = [], each.left
    for character in each.text:
        code = character.encode("gb18030").hex()
        shown.append(f"1 0 0 1 {left} {HEIGHT - each.base} Tm <{code}> Tj")
        left += breadth(character, each.size)
    return f"BT /F1 {each.size} Tf {' '.join(shown)} ET"


def pdf(sheets: Sequence[Sheet], page: str = "", encoding: str = "GBK-EUC-H", tail: str = "") -> bytes:
    """A PDF of the sheets in a font that is neither embedded nor says its characters, as typesetting systems make."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /{encoding} /DescendantFonts [4 0 R] >>"
    inner = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /FangSong /DW 1000 /W [1 [500] 814 939 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
    )
    described = (
        "<< /Type /FontDescriptor /FontName /FangSong /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
        " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    objects += [font, inner, described]
    kids = []
    for sheet in sheets:
        content = "\n".join(map(_drawn, sheet))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:.0f} {HEIGHT:.0f}] {page}"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {tail} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _object(each: Text | Stroke) -> str:
    if isinstance(each, Stroke):
        left, top = each.left / MILLIMETRE, each.top / MILLIMETRE
        across, down = (each.right - each.left) / MILLIMETRE, (each.bottom - each.top) / MILLIMETRE
        line = f"M 0 0 L {across} {down}"
        return (
            f'<ofd:PathObject ID="9" Boundary="{left} {top} {across + 1} {down + 1}">'
            f"<ofd:AbbreviatedData>{line}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    size = each.size / MILLIMETRE
    steps = [breadth(character, each.size) / MILLIMETRE for character in each.text]
    told = f"g {len(steps)} {steps[0]}" if len(set(steps)) == 1 else " ".join(map(str, steps[:-1]))
    box = f"{each.left / MILLIMETRE} {each.base / MILLIMETRE - size} {sum(steps)} {size}"
    return (
        f'<ofd:TextObject ID="8" Boundary="{box}" Font="1" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{told}">{escape(each.text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(sheets: Sequence[Sheet], head: str = "") -> bytes:
    """An OFD of the sheets; `head` stands before the root of each page."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        archive.writestr("OFD.xml", f'<ofd:OFD {OFD} Version="1.0" DocType="OFD">{root}</ofd:OFD>')
        area = "<ofd:PageArea><ofd:PhysicalBox>0 0 209.9 297.04</ofd:PhysicalBox></ofd:PageArea>"
        pages = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(sheets)))
        document = f"<ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>"
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {OFD}>{document}</ofd:Document>")
        for at, sheet in enumerate(sheets):
            objects = "".join(map(_object, sheet))
            content = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
            archive.writestr(f"Doc_0/Pages/Page_{at}/Content.xml", f"{head}<ofd:Page {OFD}>{content}</ofd:Page>")
    return stream.getvalue()

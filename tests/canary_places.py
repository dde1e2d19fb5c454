"""Files with one text planted at one place: an attribute, a comment, a name, a property, an annotation."""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import struct
import tarfile
import zipfile
from base64 import b64encode
from collections.abc import Callable
from email.message import EmailMessage
from html import escape as html_escape
from urllib.parse import quote_plus
from xml.sax.saxutils import escape, quoteattr

import fastavro
import openpyxl
import py7zr
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.extract.kinds import Kind
from tests.extract import samples

Plant = Callable[[str], bytes]


def _xml(inside: str) -> bytes:
    return f"<?xml version='1.0'?><root>{inside}</root>".encode()


def _plist(value: object) -> bytes:
    return plistlib.dumps(value)


def _avro(text: str, of_key: bool = False) -> bytes:
    schema = {
        "type": "record",
        "name": "r",
        "fields": [
            {"name": "id", "type": "int"},
            {"name": "tags", "type": {"type": "map", "values": "string"}},
            {"name": "note", "type": ["null", "string"]},
        ],
    }
    tags = {text: "x"} if of_key else {"k": text}
    out = io.BytesIO()
    fastavro.writer(
        out, schema, [{"id": 1, "tags": {"k": "v"}, "note": None}, {"id": 2, "tags": tags, "note": "n"}]
    )
    return out.getvalue()


def _avro_remark(text: str, *, of_file: bool) -> bytes:
    """Return a file that says a text of itself, or of one of its fields."""
    schema = {
        "type": "record",
        "name": "r",
        "fields": [{"name": "id", "type": "int", "doc": "number" if of_file else text}],
    }
    out = io.BytesIO()
    fastavro.writer(out, schema, [{"id": 1}], metadata={"memo": text if of_file else "x"})
    return out.getvalue()


def _mail(
    *, subject: str = "Hi", to: str = "", body: str = "ok", html: str = "", name: str = "", held: str = "x"
) -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "shop@store.example"
    message["To"] = to or "desk@store.example"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    if name or held != "x":
        message.add_attachment(held, filename=name or "note.txt")
    return message.as_bytes()


def _zip(name: str = "a.txt", held: str = "hello", comment: str = "", own: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6))
        info.comment = comment.encode()
        archive.writestr(info, held)
        archive.comment = own.encode()
    return out.getvalue()


def _tar(name: str = "a.txt", held: str = "hello", owner: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size, info.uname = len(held.encode()), owner
        archive.addfile(info, io.BytesIO(held.encode()))
    return out.getvalue()


def _tar_header(text: str, *, of_member: bool) -> bytes:
    """Return an archive with a comment in the extended header of its own or of its member."""
    out, comment = io.BytesIO(), {"comment": text}
    own = {} if of_member else comment
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT, pax_headers=own) as archive:
        info = tarfile.TarInfo("a.txt")
        info.size, info.pax_headers = 5, comment if of_member else {}
        archive.addfile(info, io.BytesIO(b"hello"))
    return out.getvalue()


def _gzip(name: str) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=out, mtime=0) as body:
        body.write(b"hello")
    return out.getvalue()


def _seven_zip(name: str, held: str) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writestr(held, name)
    return out.getvalue()


def _dbf(text: str) -> bytes:
    value = text.encode()
    told = struct.pack("<11sc4xBB14x", b"ID", b"N", 4, 0) + struct.pack("<11sc4xBB14x", b"REM", b"C", 80, 0)
    rows = b"".join(
        b" " + f"{at:>4}".encode() + held.ljust(80) for at, held in enumerate((b"ok", value, b"left"))
    )
    return struct.pack("<BBBBIHH20x", 3, 124, 1, 2, 3, 33 + len(told), 85) + told + b"\r" + rows + b"\x1a"


def _ods(cell: str = "", title: str = "Stock", note: str = "") -> bytes:
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{escape(one)}</text:p></table:table-cell></table:table-row>"
        for one in ("item", "lamp", cell or "sofa", "oak")
    )
    told = f"<office:annotation><text:p>{escape(note)}</text:p></office:annotation>" if note else ""
    noted = (
        f"<table:table-row><table:table-cell>{told}<text:p>rug</text:p></table:table-cell></table:table-row>"
    )
    return samples.odf(
        Kind.ODS,
        f"<office:spreadsheet><table:table table:name={quoteattr(title)}>{rows}{noted}</table:table></office:spreadsheet>",
    )


def _xlsx(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("id", "item"), (1, "lamp"), (2, "sofa")):
        sheet.append(row)
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_title(book: openpyxl.Workbook, text: str) -> None:
    book.active.title = text.replace(":", "").replace("/", "-")[:31]  # type: ignore[union-attr]


def _footer(book: openpyxl.Workbook, text: str) -> None:
    book.active.oddFooter.center.text = text  # type: ignore[union-attr]


def _author(book: openpyxl.Workbook, text: str) -> None:
    book.properties.description = text


def _jpeg(tag: int, text: str) -> bytes:
    picture, out = Image.new("RGB", (64, 64), "white"), io.BytesIO()
    exif = Image.Exif()
    exif[tag] = text
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _xmp(text: str) -> bytes:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></dc:description></rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    )
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(out, "JPEG", xmp=packet.encode())
    return out.getvalue()


def _png(text: str) -> bytes:
    told, out = PngInfo(), io.BytesIO()
    told.add_text("Comment", text)
    Image.new("RGB", (64, 64), "white").save(out, "PNG", pnginfo=told)
    return out.getvalue()


def _pdf(draw: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 700, "The terms of our service, which everybody may read")
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _calendar(line: str) -> bytes:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART:20240102T100000Z\r\n"
        f"SUMMARY:Visit\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def _card(line: str) -> bytes:
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Desk;Front;;;\r\nFN:Front Desk\r\n{line}\r\nEND:VCARD\r\n".encode()
    )


def _docx(part: str, text: str) -> bytes:
    shown = f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
    tag = {"comments": "comments", "footnotes": "footnotes", "footer1": "ftr"}[part]
    inner = {
        "comments": f'<w:comment w:id="0" w:author="desk">{shown}</w:comment>',
        "footnotes": f'<w:footnote w:id="2">{shown}</w:footnote>',
        "footer1": shown,
    }[part]
    return samples.docx({f"word/{part}.xml": f"<w:{tag} {samples.W}>{inner}</w:{tag}>"})


def _core(text: str) -> bytes:
    return samples.docx(
        {
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:description>{escape(text)}</dc:description></cp:coreProperties>"
        }
    )


def _choices(book: openpyxl.Workbook, text: str = "x", prompt: str = "p") -> None:
    rule = DataValidation(type="list", formula1=f'"y;{text}"', promptTitle="p", prompt=prompt)
    book.active.add_data_validation(rule)  # type: ignore[union-attr]
    rule.add("B2")


def _formula(book: openpyxl.Workbook, text: str) -> None:
    book.active["C2"] = f'=IF(A2>0,"{text}","")'  # type: ignore[index]


def _link(book: openpyxl.Workbook, text: str) -> None:
    book.active["B2"].hyperlink = f"https://x.example/?memo={quote_plus(text)}"  # type: ignore[index]


def _ods_cell(attributes: str, shown: str = "") -> bytes:
    paragraph = f"<text:p>{shown}</text:p>" if shown else ""
    cell = f"<table:table-cell {attributes}>{paragraph}</table:table-cell>"
    table = f"<table:table table:name='a'><table:table-row>{cell}</table:table-row></table:table>"
    return samples.odf(Kind.ODS, f"<office:spreadsheet>{table}</office:spreadsheet>")


def _docx_body(inside: str) -> bytes:
    body = f"<w:body><w:p>{inside}</w:p></w:body>"
    return samples.docx({"word/document2.xml": f"<w:document {samples.W}>{body}</w:document>"})


def _parts(before: str, behind: str) -> bytes:
    head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=BB\n\n"
    return f"{head}{before}\n--BB\nContent-Type: text/plain\n\nok\n--BB--\n{behind}\n".encode()


def _tar_folder(name: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name.replace("/", "-"))
        info.type = tarfile.DIRTYPE
        archive.addfile(info)
    return out.getvalue()


def _pdf_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf_widget(entries: str) -> bytes:
    """Return a page with one annotation, a form's field where its entries name no other kind."""
    kind = "" if "/Subtype" in entries else "/Subtype /Widget /T (f)"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots [4 0 R] >>",
        f"<< /Type /Annot {kind} /Rect [10 10 200 40] {entries} >>",
    )
    body = "".join(f"{at} 0 obj\n{held}\nendobj\n" for at, held in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer << /Root 1 0 R >>\n%%EOF\n".encode()


def _pdf_revision(text: str) -> bytes:
    """Return a page whose text an incremental update replaced (ISO 32000-1, 7.5.6)."""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 300] /Contents 5 0 R"
        " /Resources << /Font << /F 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )

    def stream(shown: str) -> str:
        drawn = f"BT /F 10 Tf 20 200 Td ({_pdf_text(shown)}) Tj ET"
        return f"5 0 obj\n<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream\nendobj\n"

    def ended(body: str, first: int, places: list[int], more: str) -> str:
        rows = "".join(f"{place:010} 00000 n \n" for place in places)
        table = f"xref\n{first} {len(places)}\n{rows}trailer << /Size 6 /Root 1 0 R{more} >>\n"
        return f"{body}{table}startxref\n{len(body)}\n%%EOF\n"

    body, places = "%PDF-1.4\n", list[int]()
    for number, held in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{held}\nendobj\n"
    places.append(len(body))
    body += stream(text)
    before = len(body)
    whole = ended(body, 1, places, "")
    changed = whole + stream("Removed.")
    return ended(changed, 5, [len(whole)], f" /Prev {before}").encode()


def _slash(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


# By name: the file's name and the file with a text at that place.
PLACES: dict[str, tuple[str, Plant]] = {
    "xml attribute": ("a.xml", lambda t: _xml(f"<v id='1' note={quoteattr(t)}>x</v><v id='2' note='-'>y</v>")),
    "xml comment": ("a.xml", lambda t: _xml(f"<v>x</v><!-- {t} --><v>y</v>")),
    "xml instruction": ("a.xml", lambda t: _xml(f"<v>x</v><?memo {t}?><v>y</v>")),
    "html handler": ("a.html", lambda t: f'<html><body><a onclick="f(&quot;{html_escape(t)}&quot;)">x</a></body></html>'.encode()),
    "html link": ("a.html", lambda t: f'<html><body><a href="/f?memo={quote_plus(t)}">x</a></body></html>'.encode()),
    "xml cdata": ("a.xml", lambda t: _xml(f"<w>x</w><w><![CDATA[{t}]]></w>")),
    "svg text": ("a.svg", lambda t: f"<svg xmlns='http://www.w3.org/2000/svg'><text>{escape(t)}</text></svg>".encode()),
    "svg title": ("a.svg", lambda t: f"<svg xmlns='http://www.w3.org/2000/svg'><title>{escape(t)}</title></svg>".encode()),
    "html comment": ("a.html", lambda t: f"<html><body><p>x</p><!-- {t} --></body></html>".encode()),
    "html attribute": ("a.html", lambda t: f'<html><body><img alt="{html_escape(t)}" src="a.png"><p>x</p></body></html>'.encode()),
    "html title": ("a.html", lambda t: f"<html><head><title>{html_escape(t)}</title></head><body>x</body></html>".encode()),
    "html input": ("a.html", lambda t: f'<html><body><form><input name="v" value="{html_escape(t)}"></form></body></html>'.encode()),
    "html meta": ("a.html", lambda t: f'<html><head><meta name="description" content="{html_escape(t)}"></head><body>x</body></html>'.encode()),
    "html script": ("a.html", lambda t: f'<html><body><p>x</p><script>var a = "{t}";</script></body></html>'.encode()),
    "plist value": ("a.plist", lambda t: _plist({"a": {"b": [1, "x", t]}})),
    "plist key": ("a.plist", lambda t: _plist({"a": {t: "x"}})),
    "plist data": ("a.plist", lambda t: _plist({"a": t.encode()})),
    "binary plist data": ("a.plist", lambda t: plistlib.dumps({"a": t.encode()}, fmt=plistlib.FMT_BINARY)),
    "avro map value": ("a.avro", _avro),
    "avro map key": ("a.avro", lambda t: _avro(t, of_key=True)),
    "avro remark of a field": ("a.avro", lambda t: _avro_remark(t, of_file=False)),
    "avro metadata": ("a.avro", lambda t: _avro_remark(t, of_file=True)),
    "json key": ("a.json", lambda t: samples_json({"a": {t: 1}})),
    "json deep": ("a.json", lambda t: samples_json({"a": [[{"b": {"c": [1, {"d": t}]}}]]})),
    "json list": ("a.json", lambda t: samples_json(["x", "y", t])),
    "json number key": ("a.json", lambda t: samples_json({"1": {"from": t, "n": 2}, "2": {"from": "x", "n": 3}})),
    "mail subject": ("a.eml", lambda t: _mail(subject=t)),
    "mail to": ("a.eml", lambda t: _mail(to=f'"{t}" <x@y.example>')),
    "mail body": ("a.eml", lambda t: _mail(body=f"Hello,\n{t}\nbye")),
    "mail html": ("a.eml", lambda t: _mail(html=f"<p>Hello</p><p>{html_escape(t)}</p>")),
    "attachment name": ("a.eml", lambda t: _mail(name=f"{t} notes.txt")),
    "attachment": ("a.eml", lambda t: _mail(held=f"see {t}")),
    "mail header of its own": ("a.eml", lambda t: f"X-Memo: {t}\n".encode() + _mail()),
    "mail before its parts": ("a.eml", lambda t: _parts(t, "")),
    "mail behind its parts": ("a.eml", lambda t: _parts("", t)),
    "zip empty folder": ("a.zip", lambda t: _zip(name=f"{t.replace('/', '-')}/", held="")),
    "tar empty folder": ("a.tar", _tar_folder),
    "zip member name": ("a.zip", lambda t: _zip(name=f"{t} notes.txt")),
    "zip member": ("a.zip", lambda t: _zip(held=f"see {t}")),
    "zip member comment": ("a.zip", lambda t: _zip(comment=t)),
    "zip comment": ("a.zip", lambda t: _zip(own=t)),
    "tar comment": ("a.tar", lambda t: _tar_header(t, of_member=False)),
    "tar header of a member": ("a.tar", lambda t: _tar_header(t, of_member=True)),
    "tar member name": ("a.tar", lambda t: _tar(name=f"{t} notes.txt")),
    "tar member": ("a.tar", lambda t: _tar(held=f"see {t}")),
    "gzip name": ("a.gz", lambda t: _gzip(f"{t} notes.txt")),
    "7z member name": ("a.7z", lambda t: _seven_zip(f"{t} notes.txt", "hello")),
    "7z member": ("a.7z", lambda t: _seven_zip("a.txt", f"see {t}")),
    "dbf": ("a.dbf", _dbf),
    "ods cell": ("a.ods", lambda t: _ods(cell=t)),
    "ods sheet": ("a.ods", lambda t: _ods(title=t)),
    "ods note": ("a.ods", lambda t: _ods(note=t)),
    "xlsb": ("a.xlsb", lambda t: samples.xlsb([(0, 0, "item"), (1, 0, "lamp"), (2, 0, t), (3, 0, "sofa")])),
    "xlsx sheet": ("a.xlsx", lambda t: _xlsx(lambda book: _sheet_title(book, t))),
    "xlsx footer": ("a.xlsx", lambda t: _xlsx(lambda book: _footer(book, t))),
    "xlsx properties": ("a.xlsx", lambda t: _xlsx(lambda book: _author(book, t))),
    "exif description": ("a.jpg", lambda t: _jpeg(0x010E, t)),
    "exif artist": ("a.jpg", lambda t: _jpeg(0x013B, t)),
    "xmp": ("a.jpg", _xmp),
    "png text": ("a.png", _png),
    "pdf title": ("a.pdf", lambda t: _pdf(lambda page: page.setTitle(t))),
    "pdf keywords": ("a.pdf", lambda t: _pdf(lambda page: page.setKeywords(t))),
    "pdf form": ("a.pdf", lambda t: _pdf(lambda page: page.acroForm.textfield(name="field", value=t, x=72, y=300, width=400))),
    "pdf annotation": ("a.pdf", lambda t: _pdf(lambda page: page.textAnnotation(t, Rect=[72, 300, 90, 320]))),
    "pdf bookmark": ("a.pdf", lambda t: _pdf(lambda page: (page.bookmarkPage("k"), page.addOutlineEntry(t, "k"))[0])),
    "pdf choice": ("a.pdf", lambda t: _pdf_widget(f"/FT /Ch /Opt [(x) ({_pdf_text(t)})] /V (x)")),
    "pdf default": ("a.pdf", lambda t: _pdf_widget(f"/FT /Tx /DV ({_pdf_text(t)})")),
    "pdf formatted comment": ("a.pdf", lambda t: _pdf_widget(f"/Subtype /Text /RC (<body><p>{_pdf_text(t)}</p></body>)")),
    "pdf earlier revision": ("a.pdf", _pdf_revision),
    "pdf link": ("a.pdf", lambda t: _pdf(lambda page: page.linkURL(f"https://x.example/?q={t}", (72, 300, 90, 320)))),
    "ics summary": ("a.ics", lambda t: _calendar(f"DESCRIPTION:{_slash(t)}")),
    "ics location": ("a.ics", lambda t: _calendar(f"LOCATION:{_slash(t)}")),
    "ics attendee": ("a.ics", lambda t: _calendar(f'ATTENDEE;CN="{t}":mailto:x@y.example')),
    "ics comment": ("a.ics", lambda t: _calendar(f"COMMENT:{_slash(t)}")),
    "vcf note": ("a.vcf", lambda t: _card(f"NOTE:{_slash(t)}")),
    "vcf base64": ("a.vcf", lambda t: _card(f"NOTE;ENCODING=b:{b64encode(t.encode()).decode()}")),
    "vcf other": ("a.vcf", lambda t: _card(f"X-CUSTOM:{_slash(t)}")),
    "yaml comment": ("a.yaml", lambda t: f"a: 1\nb: x # {t}\nc: 2\n".encode()),
    "yaml key": ("a.yaml", lambda t: f"a: 1\nb:\n  {t!r}: 2\n".encode()),
    "yaml block": ("a.yaml", lambda t: f"a: 1\nb: |\n  first\n  {t}\nc: 2\n".encode()),
    "toml comment": ("a.toml", lambda t: f"[a]\nb = 1 # {t}\n".encode()),
    "toml value": ("a.toml", lambda t: f'[a]\nb = "{t}"\nc = 2\n'.encode()),
    "ini comment": ("a.ini", lambda t: f"[a]\nb=1\n; {t}\n".encode()),
    "ini value": ("a.ini", lambda t: f"[a]\nb={t}\nc=2\n".encode()),
    "csv comment": ("a.csv", lambda t: f"# {t}\nid,item,price\n1,lamp,2.50\n2,sofa,9.10\n".encode()),
    "csv foot": ("a.csv", lambda t: f'id,item,price\n1,lamp,2.50\n2,sofa,9.10\n\n"{t}"\n'.encode()),
    "csv quoted header": ("a.csv", lambda t: f'id,"{t}",price\n1,lamp,2.50\n2,sofa,9.10\n'.encode()),
    "sql comment": ("a.sql", lambda t: f"-- {t}\nINSERT INTO `t` (`a`) VALUES ('x');\n".encode()),
    "sql column comment": ("a.sql", lambda t: f"CREATE TABLE `t` (`a` int COMMENT '{t}');\nINSERT INTO `t` VALUES (1);\n".encode()),
    "xlsx constant": ("a.xlsx", lambda t: _xlsx(lambda book: book.defined_names.add(DefinedName("memo", attr_text=f'"{t}"')))),
    "xlsx formula": ("a.xlsx", lambda t: _xlsx(lambda book: _formula(book, t))),
    "xlsx choices": ("a.xlsx", lambda t: _xlsx(lambda book: _choices(book, t))),
    "xlsx prompt": ("a.xlsx", lambda t: _xlsx(lambda book: _choices(book, prompt=t))),
    "xlsx link": ("a.xlsx", lambda t: _xlsx(lambda book: _link(book, t))),
    "ods formula": ("a.ods", lambda t: _ods_cell(f'table:formula={quoteattr(f"of:=IF([.A1];{chr(34)}{t}{chr(34)})")}', "x")),
    "ods stored text": ("a.ods", lambda t: _ods_cell(f'office:value-type="string" office:string-value={quoteattr(t)}')),
    "docx field": ("a.docx", lambda t: _docx_body(f'<w:r><w:instrText> QUOTE "{escape(t)}" </w:instrText></w:r>')),
    "docx choice": ("a.docx", lambda t: _docx_body(f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText={quoteattr(t)} w:value="1"/></w:dropDownList></w:sdtPr></w:sdt>')),
    "docx variable": ("a.docx", lambda t: samples.docx({"word/settings.xml": f'<w:settings {samples.W}><w:docVars><w:docVar w:name="memo" w:val={quoteattr(t)}/></w:docVars></w:settings>'})),
    "docx comment": ("a.docx", lambda t: _docx("comments", t)),
    "docx footnote": ("a.docx", lambda t: _docx("footnotes", t)),
    "docx footer": ("a.docx", lambda t: _docx("footer1", t)),
    "docx properties": ("a.docx", _core),
    "rtf info": ("a.rtf", lambda t: f"{{\\rtf1\\ansi{{\\info{{\\title {t}}}}}\\pard x\\par}}".encode()),
    "rtf variable": ("a.rtf", lambda t: f"{{\\rtf1\\ansi{{\\*\\docvar {{memo}}{{{t}}}}}\\pard x\\par}}".encode()),
    "rtf property": ("a.rtf", lambda t: f"{{\\rtf1\\ansi{{\\*\\userprops {{\\propname memo}}\\proptype30{{\\staticval {t}}}}}\\pard x\\par}}".encode()),
    "rtf field": ("a.rtf", lambda t: f'{{\\rtf1\\ansi\\pard {{\\field{{\\*\\fldinst QUOTE "{t}"}}{{\\fldrslt here}}}}\\par}}'.encode()),
    "rtf text": ("a.rtf", lambda t: f"{{\\rtf1\\ansi\\pard see {t}\\par}}".encode()),
    "log": ("a.log", lambda t: f"2024-01-02 03:04:05 INFO start\n2024-01-02 03:04:06 WARN bad input '{t}'\n".encode()),
    "markdown": ("a.md", lambda t: f"# Notes\n\n| a | b |\n|---|---|\n| x | {t} |\n".encode()),
    "ldif": ("a.ldif", lambda t: f"dn: uid=a,dc=example\ncn: Desk\ndescription: {t}\n".encode()),
    "ldif remark": ("a.ldif", lambda t: f"# {t}\ndn: uid=a,dc=example\ncn: Desk\ndescription: x\n".encode()),
    "hexadecimal": ("a.log", lambda t: f"2024-01-02 03:04:05 DEBUG payload={f'memo: {t}'.encode().hex()}\n".encode()),
    "registry": ("a.reg", lambda t: f"Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Software\\x]\n\"Memo\"=hex(2):{f'memo: {t}'.encode('utf-16-le').hex(',')},00,00\n".encode()),
    "sql binary": ("a.sql", lambda t: f"CREATE TABLE `t` (`a` int, `b` blob);\nINSERT INTO `t` VALUES (1, 0x{chr(10).join(('memo', t)).encode().hex()});\n".encode()),
    "python": ("a.py", lambda t: f'NOTE = "{t}"\n# done\n'.encode()),
    "trailing bytes": ("a.png", lambda t: samples_png() + f"see {t} there".encode()),
}  # fmt: skip


def samples_json(value: object) -> bytes:
    """Return a value as JSON."""
    return json.dumps(value).encode()


def samples_png() -> bytes:
    """Return a picture of nothing."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(out, "PNG")
    return out.getvalue()

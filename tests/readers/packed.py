"""Small files of the formats that are no text, made by the tests themselves."""

from __future__ import annotations

import io
import tarfile
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
)
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'


def packed(parts: dict[str, str | bytes], *, first_stored: bool = False) -> bytes:
    """A ZIP file of some parts; the first is not compressed where `first_stored`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, text) in enumerate(parts.items()):
            kind = zipfile.ZIP_STORED if first_stored and not number else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text, kind)
    return file.getvalue()


def added(data: bytes, parts: dict[str, str]) -> bytes:
    """A ZIP file with more parts."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def tarred(parts: dict[str, bytes]) -> bytes:
    """A tar archive of some files."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document; `core`, `styles` and `footnotes` are the insides of those parts."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    }
    if "core" in parts:
        made["docProps/core.xml"] = f"{CORE}{parts['core']}</cp:coreProperties>"
    for name in {"styles", "footnotes"} & parts.keys():
        made[f"word/{name}.xml"] = f"<w:{name} {WORD}>{parts[name]}</w:{name}>"
    return packed(made)


def odt(body: str, *, meta: str = "", styles: str = "") -> bytes:
    """An OpenDocument text."""
    content = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {OFFICE}>{content}</office:document-content>",
            "meta.xml": f"<office:document-meta {OFFICE}>{meta}</office:document-meta>",
        },
        first_stored=True,
    )


def epub(metadata: str, items: str, spine: str, **chapters: str) -> bytes:
    """An EPUB; a chapter is the file `NAME.xhtml` beside the package document."""
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
    }
    parts["OPS/book.opf"] = book
    parts |= {
        f"OPS/{name}.xhtml": f"<html><body>{text}</body></html>" for name, text in chapters.items()
    }
    return packed(parts, first_stored=True)


def pdf(*pages: list[tuple[int, str]], info: str = "") -> bytes:
    """A PDF; a page is lines, each with its size in points, from the top down."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        place, drawn = 760, ""
        for size, line in lines:
            text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            drawn += f"BT /F1 {size} Tf 72 {place} Td ({text}) Tj ET\n"
            place -= size + 4
        fonts = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 600 800]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
    objects.append(f"<< {info} >>")
    data, offsets = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{inside}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    size = len(objects) + 1
    xref = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n{end}\nstartxref\n{len(data)}\n%%EOF\n"
    return data + xref.encode()


def marc_record(fields: dict[str, str], *, mark: str = "a", encoding: str = "utf-8") -> bytes:
    """A record of binary MARC; `mark` says in its leader how it is encoded."""
    directory = text = b""
    for tag, value in fields.items():
        data = value.encode(encoding) + b"\x1e"
        directory += f"{tag}{len(data):04d}{len(text):05d}".encode()
        text += data
    base = 24 + len(directory) + 1
    leader = f"{base + len(text) + 1:05d}nam {mark}22{base:05d} a 4500"
    return leader.encode() + directory + b"\x1e" + text + b"\x1d"

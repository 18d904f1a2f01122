"""EPUB books: the chapters in spine order, contents pages left out."""

import posixpath
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Dropped, Extract
from studyground.ingest.readers.decoding import decode
from studyground.ingest.readers.html_blocks import blocks_of
from studyground.ingest.readers.html_inline import tidy
from studyground.ingest.readers.zip_container import member, open_container, xml_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_TEXT_TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")


def read(path: Path, data: bytes) -> tuple[Extract, ...]:
    """Read one book.

    Raises:
        UnreadableError: When it is empty, damaged, locked by its shop, or has no text.
    """
    container = open_container(data)
    names = set(container.namelist())
    if "META-INF/container.xml" not in names:
        raise UnreadableError("not an EPUB book")
    root_file = xml_of(member(container, "META-INF/container.xml")).find(".//{*}rootfile")
    opf_name = root_file.get("full-path") if root_file is not None else None
    if not opf_name:
        raise UnreadableError("damaged")
    package = xml_of(member(container, opf_name))
    chapters, contents = _spine(package, posixpath.dirname(opf_name))
    if _locked(container) & set(chapters):
        raise UnreadableError("is protected")
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    warnings: list[str] = []
    for name in chapters:
        try:
            own = blocks_of(decode(member(container, name), declared=True))
        except UnreadableError:
            warnings.append(f"The part {name} of the book is missing or damaged.")
            continue
        if name in contents:
            dropped.append(Dropped("\n".join(block.text for block in own), "table of contents"))
        else:
            blocks += own
    if not blocks:
        raise UnreadableError("damaged" if warnings else "no text in it")
    title = _first(package, "title")
    date = re.match(r"\d{4}(-\d{2}-\d{2})?", _first(package, "date"))
    link = _first(package, "source")
    return (
        Extract(
            tuple(blocks),
            title or next((block.text for block in blocks if block.kind == "heading"), ""),
            "epub",
            any(block.kind == "heading" for block in blocks),
            tuple(warnings),
            tuple(piece for piece in dropped if piece.text),
            date.group() if date and date.group(1) else "",
            link if link.startswith("http") else "",
        ),
    )


def _first(package: "_Element", name: str) -> str:
    found = package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    return tidy("".join(found.itertext())) if found is not None else ""


def _spine(package: "_Element", folder: str) -> tuple[list[str], set[str]]:
    """The text files in reading order, and which of them are tables of contents."""
    files: dict[str, str] = {}
    contents: set[str] = set()
    for item in package.iterfind(".//{*}manifest/{*}item"):
        if item.get("media-type") in _TEXT_TYPES and item.get("id") and item.get("href"):
            files[item.get("id")] = _inside(folder, item.get("href"))
            if "nav" in (item.get("properties") or "").split():
                contents.add(_inside(folder, item.get("href")))
    for reference in package.iterfind(".//{*}guide/{*}reference"):
        if (reference.get("type") or "").lower() == "toc":
            contents.add(_inside(folder, reference.get("href") or ""))
    order = [item.get("idref") for item in package.iterfind(".//{*}spine/{*}itemref")]
    chapters = list(dict.fromkeys(files[name] for name in order if name in files))
    # In a book of one file the guide's "toc" is a place in the text itself.
    return chapters, contents if set(chapters) - contents else set()


def _inside(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address.split("#")[0]))).lstrip("/")


def _locked(container: zipfile.ZipFile) -> set[str]:
    """Files that are encrypted with anything but the scrambling of fonts."""
    if "META-INF/encryption.xml" not in container.namelist():
        return set()
    locked = set()
    for entry in xml_of(member(container, "META-INF/encryption.xml")).iterfind(".//{*}EncryptedData"):
        method, target = entry.find(".//{*}EncryptionMethod"), entry.find(".//{*}CipherReference")
        if target is not None and (method is None or method.get("Algorithm") not in _FONT_SCRAMBLING):
            locked.add(_inside("", target.get("URI") or ""))
    return locked

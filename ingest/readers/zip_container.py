"""Zip files that documents come in: opened, checked and read without surprises."""

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from studyground.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED_BYTES = 1_000_000_000
"""A document that unpacks to more is a zip bomb or not meant to be read."""


def open_container(data: bytes) -> zipfile.ZipFile:
    """Open a zip file.

    Raises:
        UnreadableError: When it is empty, damaged, encrypted, or unpacks to more than `MAX_UNPACKED_BYTES`.
    """
    if not data:
        raise UnreadableError("empty file")
    if data.startswith(OLE_MAGIC):
        # Office puts the encrypted package into the old container, named in UTF-16.
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableError("needs a password" if locked else "not a format it can read: an Office file before 2007")
    try:
        container = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableError("damaged") from error
    if any(entry.flag_bits & 1 for entry in container.infolist()):
        raise UnreadableError("needs a password")
    if sum(entry.file_size for entry in container.infolist()) > MAX_UNPACKED_BYTES:
        raise UnreadableError("too large when unpacked")
    return container


def member(container: zipfile.ZipFile, name: str) -> bytes:
    """One file of the container.

    Raises:
        UnreadableError: When it is missing or damaged.
    """
    try:
        return container.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("damaged") from error


def xml_of(data: bytes) -> "_Element":
    """Parse XML strictly, without entities or the network.

    Raises:
        UnreadableError: When it is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("damaged") from error

"""Who may use a served app: a file of names and scrypt-hashed passwords, and the command that makes an entry of it.

The file of `studyground ui --auth FILE` holds one user a line, `name:scrypt$n$r$p$salt$hash` with salt and hash in base64;
empty lines and lines that begin with # are passed over. The user of the first entry works with the records and collections
of the computer's own data folder; every other user has their own.

    python -m studyground.ui.browser.passwords NAME >> users.txt
"""

import base64
import binascii
import getpass
import hashlib
import hmac
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studyground.errors import InputError

COST, BLOCK, PARALLEL = 1 << 15, 8, 1  # about 32 MB and a tenth of a second a guess
MEMORY = 128 * 1024 * 1024
LEAST_LETTERS = 8
NAME = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True, slots=True)
class Hashed:
    """One password as it is kept."""

    cost: int
    block: int
    parallel: int
    salt: bytes
    key: bytes


@dataclass(frozen=True, slots=True)
class Users:
    """Everyone of an auth file, in its order."""

    by_name: Mapping[str, Hashed]

    @property
    def first(self) -> str:
        """The name of the first entry."""
        return next(iter(self.by_name))

    def check(self, name: str, password: str) -> bool:
        """Whether that is the user's password; an unknown name takes as long as a wrong password."""
        known = self.by_name.get(name)
        against = known or next(iter(self.by_name.values()))
        key = _derive(password, against.salt, against.cost, against.block, against.parallel, len(against.key))
        return hmac.compare_digest(key, against.key) and known is not None


def hashed(password: str) -> str:
    """A password as the file keeps it, with a salt of its own."""
    salt = secrets.token_bytes(16)
    key = _derive(password, salt, COST, BLOCK, PARALLEL, 32)
    return f"scrypt${COST}${BLOCK}${PARALLEL}${base64.b64encode(salt).decode()}${base64.b64encode(key).decode()}"


def _derive(password: str, salt: bytes, cost: int, block: int, parallel: int, length: int) -> bytes:
    plain = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(plain, salt=salt, n=cost, r=block, p=parallel, dklen=length, maxmem=MEMORY)


def read_users(path: Path) -> Users:
    """Read an auth file.

    Raises:
        InputError: It cannot be read, holds nobody, or a line does not have its form; the line is named.
    """
    how = "Make an entry: python -m studyground.ui.browser.passwords NAME"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(f"The users in {path} cannot be read: {reason}.", how) from error
    users: dict[str, Hashed] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, _, kept = line.strip().partition(":")
        try:
            entry = _entry(kept)
        except (ValueError, binascii.Error) as error:
            raise InputError(f"{path}, line {number} is not name:scrypt$…: {error}.", how) from error
        if not NAME.fullmatch(name):
            raise InputError(f"{path}, line {number}: a name has letters, digits and . @ _ - in it.", how)
        if name in users:
            raise InputError(f"{path}, line {number}: there are two entries for {name}.")
        users[name] = entry
    if not users:
        raise InputError(f"{path} names nobody.", how)
    return Users(users)


def _entry(kept: str) -> Hashed:
    parts = kept.split("$")
    if len(parts) != 6 or parts[0] != "scrypt":
        raise ValueError("the password is not hashed with scrypt")
    cost, block, parallel = (int(part) for part in parts[1:4])
    if cost < 1 << 14 or cost > 1 << 20 or cost & (cost - 1) or not 1 <= parallel <= 16 or not 8 <= block <= 32:
        raise ValueError("its scrypt costs are out of bounds")
    if 128 * cost * block > MEMORY:
        raise ValueError("its scrypt costs need too much memory")
    salt, key = (base64.b64decode(part, validate=True) for part in parts[4:])
    if len(salt) < 8 or not 16 <= len(key) <= 64:
        raise ValueError("salt or hash is too short")
    return Hashed(cost, block, parallel, salt, key)


def main(arguments: list[str]) -> int:
    """Ask for a password, twice where a person types it, and print the entry for one name."""
    if len(arguments) != 1 or not NAME.fullmatch(arguments[0]):
        sys.stderr.write("Usage: python -m studyground.ui.browser.passwords NAME (letters, digits and . @ _ -)\n")
        return 2
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != password:
            sys.stderr.write("The two are not the same.\n")
            return 1
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < LEAST_LETTERS:
        sys.stderr.write(f"A password has at least {LEAST_LETTERS} characters.\n")
        return 1
    sys.stdout.write(f"{arguments[0]}:{hashed(password)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

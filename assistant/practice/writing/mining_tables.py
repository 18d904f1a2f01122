"""Facts in tables: what each column says of the thing a row names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from studyground.assistant.practice.writing.fact import Form
from studyground.assistant.practice.writing.mining_found import Found
from studyground.assistant.practice.writing.mining_language import lower_first, stands_alone, tidy, with_article
from studyground.assistant.practice.writing.mining_shapes import (
    infinitive_from_finite,
    shape_of,
)
from studyground.assistant.practice.writing.mining_source import Row, Table
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.practice.writing.things import Names, is_name
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, kind_in_heading, singular

Role = Literal[
    "situation", "choose", "name", "use", "does", "meaning", "against", "reason", "cause", "symptom", "remedy", ""
]
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.I))  # type: ignore[misc]
    for role, pattern in (
        (
            "against",
            r"\bnot\b|\bwhy (?:not|the)\b|mistake|against|weakness|disadvantage|drawback|cons\b|avoid|"
            r"watch out|risk|goes wrong|limitation|confus|the neighbours|the others",
        ),
        ("symptom", r"\bsymptoms?\b|^signs?\b|^indications?\b|^what you see\b|^observ|^complaint"),
        ("cause", r"\bcauses?\b|^due to\b|^origin\b"),
        (
            "remedy",
            r"\bremed(?:y|ies)\b|^fix(?:es)?\b|^cure|^treatment\b|^what to do\b|^first response\b|"
            r"defen[cs]es?\b|^solution\b|^countermeasure|^correction\b|^response\b|^mitigation",
        ),
        (
            "use",
            r"\buse(?:d)? (?:it )?(?:for|when|if)\b|^(?:when|where) to (?:use|choose|prefer)|"
            r"choose it (?:when|if)|^when it (?:fits|is)|\bbest for\b|^good for\b|\bsuits\b|^typical uses?\b|"
            r"^main uses?\b|^uses?$|^used for\b|^purpose\b|^what for\b|\bpurpose$|^built for\b|^suitable for|"
            r"^applications?$|^when to\b|^fits\b|^saves on$|^for$|^starting any",
        ),
        (
            "does",
            r"^what it does\b|^function$|^does$|^detects$|^measures$|^task it does|^role$|^job$|^what (?:it|"
            r"they) (?:do|does|measures?|shows?|controls?)$|^effect$|^models$",
        ),
        (
            "meaning",
            r"^meaning\b|^definition\b|^description\b|^explanation\b|^what it (?:is|means)\b|^content$|"
            r"^means$|^idea$|^formula idea$",
        ),
        (
            "choose",
            r"^(?:choose|think of|pick|use|answer|first choice|choice|best choice|recommended|"
            r"option that fits|prefer|suggested)\b|^(?:service|tool|algorithm|method|technique) to use|"
            r"^good first choice",
        ),
        (
            "situation",
            r"\bsituation\b|\brequirements?\b|^needs?\b|\bconstraint\b|^question\b|\bquestion\b|^task\b|"
            r"\bworkload\b|and need\b|when you see|stem says|^problems?\b|^goals?\b|^source\b|^scenario\b|"
            r"^if\b|^you (?:want|need|have)|^to do\b|^condition\b|^data\b|^case\b|^objective\b|question says",
        ),
        ("reason", r"^because\b|^reason\b|^why\b|^notes?\b|^rationale\b|^comment"),
    )
)
_FORMS: dict[Role, Form] = {"use": "purpose", "does": "purpose", "meaning": "definition"}


@dataclass(frozen=True, slots=True)
class _Columns:
    roles: tuple[Role, ...]
    kinds: tuple[str, ...]

    def of(self, role: Role) -> list[int]:
        return [at for at, found in enumerate(self.roles) if found == role]


def columns_of(table: Table) -> _Columns:
    """What each column of a table is, from its header and its place."""
    roles: list[Role] = []
    kinds: list[str] = []
    for at, header in enumerate(table.header):
        role: Role = next((role for role, pattern in _ROLES if header and pattern.search(header)), "")
        kind = kind_in_heading(header) if role in ("", "choose") else ""
        if (role == "situation" and at > 0) or (role == "" and kind and (at == 0 or "name" not in roles)):
            role = "name" if kind or role == "situation" else role
            kind = kind or kind_in_heading(header)
        roles.append(role)
        kinds.append(kind)
    if "situation" in roles and "choose" not in roles and "name" in roles:
        at = roles.index("name")
        roles[at] = "choose"
    if "choose" in roles:
        at = roles.index("choose")
        kinds[at] = kinds[at] or kind_in_heading(table.section[-1] if table.section else "")
        if "situation" not in roles and at > 0:
            roles[0] = "situation"
    if (
        roles[0] == ""
        and table.header[0]
        and any(role in ("use", "does", "meaning") for role in roles)
        and "choose" not in roles
    ):
        roles[0] = "name"
        kinds[0] = kinds[0] or kind_in_heading(table.section[-1] if table.section else "")
    return _Columns(tuple(roles), tuple(kinds))


def names_in_tables(tables: tuple[Table, ...], names: Names) -> None:
    """Note the names that stand in the name columns of tables, with the kind their header gives."""
    for table in tables:
        columns = columns_of(table)
        for at, role in enumerate(columns.roles):
            if role in ("name", "choose", "cause", "remedy"):
                kind = columns.kinds[at] or (role if role in ("cause", "remedy") else "")
                for row in table.rows:
                    for name in names_of(table, row, at, names):
                        names.add(name, kind, 1.5)


def cell_names(cell: str) -> list[str]:
    """The names a cell holds: "Random Cut Forest or isolation forest" are two."""
    cell = re.sub(r"\s*\([^)]{6,}\)", "", cell.rstrip("."))
    if is_name(cell) and " or " not in cell and " and " not in cell:
        return [cell]
    if " and " in cell and "," not in cell and " or " not in cell and ";" not in cell:
        return [cell] if is_name(cell) and len(cell.split()) <= 4 else []
    parts = [part.strip() for part in re.split(r",\s*(?:or |and )?|\s+or\s+|;\s*", cell)]
    parts = [part for part in parts if part]
    return parts if parts and all(is_name(part) for part in parts) else []


def names_of(table: Table, row: Row, at: int, names: Names) -> list[str]:
    """The names in a cell; a lone word becomes what running text calls it ("Random" among splits: "random split")."""
    listed = cell_names(row.cells[at])
    if len(listed) > 1 and " " in listed[-1]:  # "Linear or logistic regression": the first is linear regression too
        noun = listed[-1].split()[-1]
        shared = singular(noun.casefold())
        listed = [f"{n} {noun}" if " " not in n and (n.casefold(), shared) in names.pairs else n for n in listed]
    return [_in_full(name, table, at, names) for name in listed]


def _in_full(name: str, table: Table, at: int, names: Names) -> str:
    if " " in name or name.isupper() or any(c.isupper() for c in name[1:]):
        return name
    heading = f"{table.header[at]} {table.section[-1] if table.section else ''}"
    for word in re.findall(r"[A-Za-z-]+", heading):
        noun = singular(word.casefold())
        if noun in KIND_NOUNS and (name.casefold(), noun) in names.pairs:
            return f"{name} {noun}"
    return name


def mine_tables(tables: tuple[Table, ...], names: Names) -> Iterator[Found]:
    """All facts in tables."""
    for table in tables:
        columns = columns_of(table)
        for row in table.rows:
            yield from _choices(table, columns, row, names)
            yield from _descriptions(table, columns, row, names)
            yield from _remedies(table, columns, row, names)


def _phrase(cell: str, names: Names) -> str:
    plain = _joined(tidy(re.sub(r",?\s+(?:such as|for (?:example|instance)|e\.g\.)\s.*$|;\s.*$", "", cell)))
    words = plain.split()
    large = [word[:1].isupper() for word in words if len(word) > 3 and word[:1].isalpha()]
    if len(words) > 1 and large and all(large):
        plain = " ".join(_small(word, names) for word in words)
    return with_article(lower_first(plain)) + ("?" if cell.rstrip().endswith("?") else "")


def _small(word: str, names: Names) -> str:
    """A word of a title in small letters, unless it is a name."""
    return word if word in names.proper or word.isupper() or word[1:] != word[1:].lower() else word.lower()


def _joined(cell: str) -> str:
    """A cell's bare list as running text has it: "a, b, c" becomes "a, b and c"."""
    parts = cell.split(", ")
    bare = (
        len(parts) >= 3
        and not re.search(r"\b(?:and|or|but)\b|[;:.?]", cell)
        and all(len(part.split()) <= 4 for part in parts)
    )
    return ", ".join(parts[:-1]) + " and " + parts[-1] if bare else cell


def _found(
    table: Table,
    row: Row,
    thing: str,
    kind: str,
    form: Form,
    need: str,
    *,
    contrasts: tuple[str, ...] = (),
    because: str = "",
    same: tuple[str, ...] = (),
) -> Found:
    return Found(
        thing=thing, kind=kind, form=form, need=need, shape=shape_of(need), document=table.document, start=row.start,
        end=row.end, section=table.section, text=" | ".join(row.cells), weight=table.weight,
        contrasts=contrasts, because=because, same=same,
    )  # fmt: skip


def _choices(table: Table, columns: _Columns, row: Row, names: Names) -> Iterator[Found]:
    """Rows that decide: situation, what to choose, why not another."""
    situations = columns.of("situation")
    chosen = columns.of("choose")
    if not situations or not chosen:
        return
    need = _phrase(row.cells[situations[0]], names)
    picked = names_of(table, row, chosen[0], names)
    if not picked or not _usable(need):
        return
    against = " ".join(row.cells[at] for at in columns.of("against"))
    contrasts = tuple(name for _, _, name in names.find(against))
    reason = next((tidy(row.cells[at]) for at in _reasons(table, columns) if row.cells[at]), "")
    other_rows = tuple(
        name for other in table.rows if other is not row for name in names_of(table, other, chosen[0], names)
    )
    yield _as_noun_at_least(_found(
        table, row, picked[0], columns.kinds[chosen[0]], "choice", need,
        contrasts=tuple(dict.fromkeys(contrasts + other_rows)), because=reason, same=tuple(picked[1:]),
    ))  # fmt: skip


def _as_noun_at_least(found: Found) -> Found:
    """A situation is never a bare verb phrase: "aggregates on a live stream" are things."""
    return replace(found, shape="noun") if found.shape == "finite" else found


def _reasons(table: Table, columns: _Columns) -> list[int]:
    """The columns that say why: not mere notes, nor a list of mistaken choices."""
    return [
        at
        for at in [*columns.of("reason"), *columns.of("against")]
        if re.match(r"(?:why|because|reason|rationale)\b", table.header[at], re.I)
    ]


def _usable(need: str) -> bool:
    if need.endswith("?"):
        return 4 <= len(need.split()) <= 22 and not re.search(r"\b(?:these|those|it|they)\b", need)
    return stands_alone(need)


def _descriptions(table: Table, columns: _Columns, row: Row, names: Names) -> Iterator[Found]:
    """Rows that describe the thing named in them: what it is for, what it does, what it means."""
    named = columns.of("name")
    if not named or columns.of("choose"):
        return
    first = named[0]
    cell = names_of(table, row, first, names)
    if len(cell) != 1:
        return
    others = tuple(name for other in table.rows if other is not row for name in names_of(table, other, first, names))
    against = " ".join(row.cells[at] for at in columns.of("against"))
    contrasts = tuple(name for _, _, name in names.find(against)) + others
    for at, role in enumerate(columns.roles):
        if role not in ("use", "does", "meaning"):
            continue
        need = _phrase(row.cells[at], names)
        form = _FORMS[role]
        if role == "does":
            need = infinitive_from_finite(need) or need
        need = re.sub(r"^to (?=[a-z])", "", need)
        if not _usable(need):
            continue
        shape = shape_of(need)
        if role in ("does", "meaning") and shape != "infinitive" and _told_as_actions(table, at):
            opening = next((word for word in need.split()[:2] if not word.endswith("ly")), "")
            shape = "infinitive" if opening in VERBS else shape
        if form == "definition" and shape in ("infinitive", "finite"):
            changed = infinitive_from_finite(need) if shape == "finite" else need
            if not changed:
                continue
            need, form, shape = changed, "purpose", "infinitive"
        if form == "purpose" and shape in ("clause", "noun", "question"):
            if role == "does" and shape != "noun":
                continue
            form = "choice" if role == "use" else "definition"
            if role == "does" and not re.search(r"detect|measure|model", table.header[at], re.I):
                continue
            if role == "does":
                verb = re.search(r"detect|measure|model", table.header[at], re.I)
                need = f"{verb.group().casefold()} {need}" if verb else need
                form, shape = "purpose", "infinitive"
        found = _found(
            table, row, cell[0], columns.kinds[first], form, need, contrasts=tuple(dict.fromkeys(contrasts)),
            because=next((tidy(row.cells[a]) for a in _reasons(table, columns)), ""),
        )  # fmt: skip
        yield replace(found, shape=shape) if shape == "infinitive" else found


def _told_as_actions(table: Table, at: int) -> bool:
    """Whether most cells of a column open with a verb ("Stop when …", "Train a smaller model …")."""
    firsts = [row.cells[at].split(" ", 1)[0].casefold() for row in table.rows if row.cells[at]]
    verbs = sum(first in VERBS for first in firsts)
    return verbs >= 0.5 * len(firsts) and len(firsts) >= 2


def _remedies(table: Table, columns: _Columns, row: Row, names: Names) -> Iterator[Found]:
    """Rows of symptom, cause and remedy."""
    symptoms = columns.of("symptom") or columns.of("situation")[:1]
    causes, remedies = columns.of("cause"), columns.of("remedy")
    if symptoms and causes:
        symptom = _phrase(row.cells[symptoms[0]], names)
        cause = names_of(table, row, causes[0], names)
        if cause and _usable(symptom):
            others = tuple(
                n for other in table.rows if other is not row for n in names_of(table, other, causes[0], names)
            )
            yield _found(table, row, cause[0], "cause", "cause", symptom, same=tuple(cause[1:]), contrasts=others)
    problem_at = (causes or symptoms or columns.of("name"))[:1]
    if remedies and problem_at:
        problem = _phrase(row.cells[problem_at[0]], names)
        remedy = names_of(table, row, remedies[0], names)
        if remedy and len(problem) > 3 and (_usable(problem) or is_name(problem)):
            others = tuple(
                n for other in table.rows if other is not row for n in names_of(table, other, remedies[0], names)
            )
            yield _found(table, row, remedy[0], "remedy", "remedy", problem, same=tuple(remedy[1:]), contrasts=others)

"""Folds the ways in which one word is written (case, number, British or American) into one."""

from __future__ import annotations

import re
from functools import lru_cache

_ISE = re.compile(  # optimise, quantise, tokenise; but never supervise, otherwise, noise
    r"(\w{2,}(?:[aeiou][lrnmt]|[aeiou]d|[nsc]t|[eio]g|rn|thes|phas|ic))is(e|ed|ing|er)"
)
_ACRONYMS = re.compile(r"[A-Z0-9]*[A-Z]{2,}s")
_APOSTROPHE = re.compile(r"['\u2019]s?$")


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text that lists words."""
    return frozenset(text.split())


_SINGULARS = dict(
    pair.split("/")
    for pair in word_set("""
    analyses/analysis axes/axis bases/basis biases/bias bonuses/bonus buses/bus calculi/calculus
    campuses/campus canvases/canvas children/child cookies/cookie corpora/corpus corpuses/corpus
    crises/crisis criteria/criterion diagnoses/diagnosis echoes/echo emphases/emphasis feet/foot
    foci/focus formulae/formula gases/gas halves/half heroes/hero hypotheses/hypothesis
    indexes/index indices/index knives/knife leaves/leaf lenses/lens lives/life loci/locus
    matrices/matrix maxima/maximum men/man mice/mouse minima/minimum movies/movie oases/oasis
    optima/optimum parentheses/parenthesis people/person phenomena/phenomenon potatoes/potato
    quanta/quantum quizzes/quiz radii/radius shelves/shelf simplices/simplex spectra/spectrum
    statuses/status stimuli/stimulus strata/stratum syntheses/synthesis teeth/tooth theses/thesis
    vertices/vertex viruses/virus wolves/wolf women/woman automata/automaton
""")
)
_UNCHANGED = word_set("""
    alias always atlas bias bus canvas chaos gas kudos lens news pancreas plus series species thus
    texas
""")
_ALWAYS_ISE = word_set("compromise paradise promise treatise")  # in American English too
_BRITISH = (
    (re.compile(r"isation(s|al|ally)?$"), r"ization\1"),
    (re.compile(r"(?<=.{3})lys(e|ed|ing|er|ers)$"), r"lyz\1"),
    (re.compile(r"^(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|parl|rum|sav|tum|vap|vig)our"),
     r"\1or"),
    (re.compile(r"^(cent|fib|theat|lit|met|kilomet|millimet|calib|meag|spect)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(model|label|signal|travel|cancel|channel|level|fuel|tunnel|marshal|dial|total|counsel|jewel"
                r"|quarrel|rival|spiral|equal|initial|panel|pencil|remodel|relabel|unlabel)l(ed|ing|er|ers|ings)$"),
     r"\1\2"),
    (re.compile(r"^(def|off|pret)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"^(catal|anal|dial|monol)ogue(s?)$"), r"\1og\2"),
    (re.compile(r"^artefact"), "artifact"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^(micro|re|tele)?programme(s?)$"), r"\1program\2"),
    (re.compile(r"^aluminium$"), "aluminum"),
    (re.compile(r"^(judge|acknowledge)ment"), lambda m: m.group(1)[:-1] + "ment"),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return a word in lower case, American spelling and singular."""
    if _ACRONYMS.fullmatch(word):
        return word[:-1].casefold()
    lowered = _APOSTROPHE.sub("", word.casefold().replace(".", "") if _is_dotted(word) else word.casefold())
    if not lowered.isascii() or not lowered.isalpha():
        return lowered
    return _american(_SINGULARS.get(lowered) or _singular(lowered))


def _is_dotted(word: str) -> bool:
    """Whether the full stops in a word are those of an abbreviation ("U.S.", "i.i.d"), not of a version."""
    return "." in word and not any(char.isdigit() for char in word)


def _american(word: str) -> str:
    for pattern, replacement in _BRITISH:
        changed = pattern.sub(replacement, word)
        if changed != word:
            return changed
    ending = _ISE.fullmatch(word)
    if ending and ending.group(1) + "ise" not in _ALWAYS_ISE:
        return f"{ending.group(1)}iz{ending.group(2)}"
    return word


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word in _UNCHANGED:
        return word
    if word.endswith(("ss", "us", "is", "ics", "ous")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")) and word not in {"caches", "axes"}:
        return word[:-2]
    if word.endswith("yses"):
        return word[:-2] + "is"
    return word[:-1]

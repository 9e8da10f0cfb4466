"""What finds keywords: ours, KeyBERT as it comes, or one that another package brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from importlib.metadata import entry_points
from typing import Protocol

from papershelf.errors import PapershelfError
from papershelf.extract.keywords.candidates import PaperText
from papershelf.lock import Extracted
from papershelf.model import Encoder
from papershelf.progress import Progress, silent

GROUP = "papershelf.extractors"
"""The entry points under which extractors are found."""


class KeywordExtractor(Protocol):
    """Finds the keywords of papers; immutable, and made without arguments where it is found by its name."""

    @property
    def settings(self) -> Mapping[str, str | int | float | bool]:
        """What a lock remembers of it; with other settings, every paper is extracted again."""
        ...

    def extract(
        self,
        papers: Sequence[PaperText],
        encoder: Encoder,
        *,
        wanted: Set[str] | None = None,
        jobs: int = 1,
        progress: Progress = silent,
    ) -> tuple[Extracted, ...]:
        """Return keywords, best first, and vector (length 1) of each wanted paper, in the papers' order.

        Args:
            papers: the whole corpus.
            encoder: embeds what it needs.
            wanted: ids of the papers to extract; None for all.
            jobs: how many processes it may use.
            progress: shows what is embedded so far.
        """
        ...


def open_extractor(name: str) -> KeywordExtractor:
    """Return the extractor of this name: "corpus" is ours, "keybert" KeyBERT as it comes.

    Raises:
        PapershelfError: no such extractor is installed.
    """
    installed = entry_points(group=GROUP)
    if name not in installed.names:
        raise PapershelfError(f'no extractor "{name}"; there are: {", ".join(sorted(installed.names))}')
    found: KeywordExtractor = installed[name].load()()
    return found

"""Our extractor: KeyBERT's cosines, weighed with how the whole corpus uses each phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field

from papershelf.extract.keywords.candidates import PaperCandidates, PaperText, find_candidates
from papershelf.extract.keywords.embedding import paper_vectors
from papershelf.extract.keywords.ranker import Ranker
from papershelf.extract.keywords.scoring import Scorer
from papershelf.extract.keywords.tagging import Tagger
from papershelf.extract.parallel import map_batches
from papershelf.lock import Extracted, KeywordOptions
from papershelf.model import Encoder
from papershelf.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class CorpusExtractor:
    """The default KeywordExtractor: ranks a paper's phrases against all papers."""

    options: KeywordOptions = field(default_factory=KeywordOptions)

    @property
    def settings(self) -> Mapping[str, str | int | float | bool]:
        """Its options."""
        return asdict(self.options)

    def extract(
        self,
        papers: Sequence[PaperText],
        encoder: Encoder,
        *,
        wanted: Set[str] | None = None,
        jobs: int = 1,
        progress: Progress = silent,
    ) -> tuple[Extracted, ...]:
        """Return keywords and vector of each wanted paper; the statistics come from all of them.

        Args:
            papers: the whole corpus.
            encoder: embeds the wanted papers and their likeliest phrases, and nothing else.
            wanted: ids of the papers to extract; None for all.
            jobs: in how many processes candidates are found.
            progress: shows what is embedded so far.
        """
        chosen = [index for index, paper in enumerate(papers) if wanted is None or paper.id in wanted]
        with paper_vectors([papers[index] for index in chosen], encoder, progress) as vectors:
            ranker = Ranker.of(map_batches(find_all, papers, jobs))
            texts = [ranker.shortlist(index, self.options.shortlist) for index in chosen]
            scorer = Scorer(encoder)
            rows = vectors()
        cosines = scorer.score([list(row.values()) for row in texts], rows, progress)
        return tuple(
            Extracted(papers[index].id, ranker.keywords(papers[index], index, row, self.options.top), vector)
            for index, row, vector in zip(chosen, _by_key(texts, cosines), rows, strict=True)
        )


def find_all(papers: Sequence[PaperText]) -> tuple[PaperCandidates, ...]:
    """Return the candidates of a batch of papers; needs nothing else, so that any process can do it."""
    tagger = Tagger()
    return tuple(find_candidates(paper, tagger) for paper in papers)


def _by_key(
    texts: Sequence[Mapping[str, str]], cosines: Iterable[Mapping[str, float]]
) -> Iterator[dict[str, float]]:
    """Yield each paper's cosines by phrase key instead of by phrase text."""
    for row, scores in zip(texts, cosines, strict=True):
        yield {key: scores[text] for key, text in row.items()}

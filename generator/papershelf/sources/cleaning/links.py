"""The links of a paper, and what stands behind each: code, a project's page, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from papershelf.model import Link, LinkKind, Paper
from papershelf.sources.cleaning.addresses import Address, find_addresses
from papershelf.text import is_web_address

_CODE_HOSTS = re.compile(
    r"(?:^|\.)(?:github\.com|githubusercontent\.com|gitlab\.[\w.]+|bitbucket\.org|codeberg\.org|gitee\.com|sourceforge\.net"
    r"|sr\.ht|huggingface\.co|hf\.co|modelscope\.cn|anonymous\.4open\.science)$|^(?:git|gitlab|code)\."
)
_PROJECT_HOSTS = re.compile(
    r"(?:^|\.)(?:github\.io|gitlab\.io|sites\.google\.com|netlify\.app|vercel\.app|pages\.dev|readthedocs\.io"
    r"|notion\.site|hf\.space|webflow\.io|weebly\.com|wixsite\.com)$"
)
_OTHER_HOSTS = re.compile(
    r"(?:^|\.)(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|wikipedia\.org|youtube\.com|youtu\.be|vimeo\.com"
    r"|zenodo\.org|kaggle\.com|figshare\.com|drive\.google\.com|docs\.google\.com|dropbox\.com|medium\.com)$"
)
# On a host of the authors' own, what they say they put there makes it the project's page.
_OWN_PAGE = re.compile(
    r"\b(?:projects?|web\s?(?:page|site)|home\s?page|demos?|codes?|codebase|implementations?|source|toolkit|library"
    r"|checkpoints|weights)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s")


def add_links(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the papers with the http and https links of their sources, then their abstracts', each once."""
    return tuple(replace(paper, links=tuple(_links(paper))) for paper in papers)


def _links(paper: Paper) -> Iterator[Link]:
    own = (link for link in paper.links if is_web_address(link.url))
    found = (Link(_kind(paper.abstract, address), address.url) for address in find_addresses(paper.abstract))
    seen: set[str] = set()
    for link in (*own, *found):
        if link.url not in seen:
            seen.add(link.url)
            yield link


def _kind(text: str, address: Address) -> LinkKind:
    parts = urlsplit(address.url)
    host = parts.hostname or ""
    if _PROJECT_HOSTS.search(host):
        return "project"
    if _CODE_HOSTS.search(host):
        return "other" if parts.path.startswith(("/datasets/", "/papers/")) else "code"
    if _OTHER_HOSTS.search(host):
        return "other"
    sentence = _SENTENCE_END.split(text[max(0, address.start - 120) : address.start])[-1]
    return "project" if _OWN_PAGE.search(sentence) else "other"

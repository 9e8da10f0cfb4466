"""Turns an accepted suggestion into edits of curation/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papershelf.curation import Edit as FileEdit
    from papershelf.review.suggest import Edit


def file_edit(edit: Edit, contents: Mapping[str, bytes]) -> FileEdit:
    """Return the edit of a file that makes the decision; `contents` are the files of curation/ now."""
    from papershelf import curation
    from papershelf.curation.models import ListEntry
    from papershelf.review.suggest import (
        AliasKeyword,
        ListPaper,
        MergeTopics,
        PlacePaper,
        SamePaper,
        SplitTopic,
    )

    match edit:
        case AliasKeyword(display, form):
            return curation.alias_keyword(contents, display, form)
        case MergeTopics(into, merged):
            return curation.merge_topic(merged, into)
        case SplitTopic(parent, topic_id, label, keywords):
            return curation.split_topic(topic_id, label, keywords, parent)
        case PlacePaper(paper_id, topic_id):
            return curation.place_paper(paper_id, topic_id)
        case ListPaper(list_id, paper_id):
            return curation.list_paper(contents, list_id, ListEntry(paper=paper_id))
        case SamePaper(paper_id, same_as):
            return curation.decide_paper(paper_id, "same_as", same_as)

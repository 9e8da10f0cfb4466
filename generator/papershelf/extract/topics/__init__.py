"""Topics: keywords that belong together."""

from papershelf.extract.topics.grouping import group_topics
from papershelf.extract.topics.options import TopicOptions
from papershelf.extract.topics.regrouping import TopicChange, TopicUpdate, regroup_topics, update_topics

__all__ = [
    "TopicChange",
    "TopicOptions",
    "TopicUpdate",
    "group_topics",
    "regroup_topics",
    "update_topics",
]

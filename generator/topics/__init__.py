"""Topics: keywords that belong together, and the papers that they place."""

from generator.topics.grouping import group_topics
from generator.topics.options import TopicOptions
from generator.topics.placing import place_papers
from generator.topics.regrouping import TopicChange, TopicUpdate, regroup_topics, update_topics

__all__ = [
    "TopicChange",
    "TopicOptions",
    "TopicUpdate",
    "group_topics",
    "place_papers",
    "regroup_topics",
    "update_topics",
]

"""Topics: keywords that belong together, and the papers that they place."""

from generator.topics.grouping import group_topics
from generator.topics.options import TopicOptions
from generator.topics.placing import place_papers

__all__ = ["TopicOptions", "group_topics", "place_papers"]

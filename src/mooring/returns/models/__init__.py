"""What the room keeps, file by file; whoever needs it asks here."""

from mooring.returns.models.assessment import RiskAssessment
from mooring.returns.models.follow_up import FollowUp
from mooring.returns.models.path import ReturnOffer, ReturnPath, ReturnStep
from mooring.returns.models.plan import Instalment, ReturnPlan
from mooring.returns.models.stories import Story, StoryChecked, StoryOfCase, StoryStep, StoryText

__all__ = [
    "FollowUp",
    "Instalment",
    "ReturnOffer",
    "ReturnPath",
    "ReturnPlan",
    "ReturnStep",
    "RiskAssessment",
    "Story",
    "StoryChecked",
    "StoryOfCase",
    "StoryStep",
    "StoryText",
]

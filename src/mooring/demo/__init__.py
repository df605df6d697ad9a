"""A synthetic country at work, built only through the deeds of its officers. Everybody in it is invented."""

from mooring.demo.country import AlreadyBuilt, build, is_built
from mooring.demo.ground import lay_ground
from mooring.demo.welcome import welcome

__all__ = ["AlreadyBuilt", "build", "is_built", "lay_ground", "welcome"]

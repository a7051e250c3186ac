"""The library of pictures.

listing     the wall of pictures; narrowing: what it, and the chooser beside a story, can be narrowed by
form        one picture: taken in, described, with its focal point and its rights
uses        where a picture is shown, and why it is not deleted then
many        many files at once, and a page to describe them
"""

from . import form
from .form import PictureAdmin

__all__ = ["PictureAdmin", "form"]

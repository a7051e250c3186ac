"""Pictures: what is let in, what readers get of it, and how a page shows it.

ladder      which renditions a picture has, how large each is, and where a crop is cut
pixels      an original read into plain sRGB pixels, upright, and nothing but pixels
disk        files written whole or not at all; locks between processes
intake      the upload guard
renditions  made once, kept in private
soon        the same in the background, after an upload
showing     the markup that pages carry
access      which pictures are public
"""

from .access import public_picture
from .intake import PictureRefused, accept
from .renditions import Busy, NoRendition, forget, render, render_all
from .showing import markup, share_url
from .soon import render_soon

__all__ = [
    "Busy",
    "NoRendition",
    "PictureRefused",
    "accept",
    "forget",
    "markup",
    "public_picture",
    "render",
    "render_all",
    "render_soon",
    "share_url",
]

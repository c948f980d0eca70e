"""What a content is, by its first bytes; what the sender calls it counts for nothing."""

from __future__ import annotations

from typing import Final

import filetype

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
PDF: Final = "application/pdf"
#: Media type -> ending of a name.
TAKEN: Final = {JPEG: ".jpg", PNG: ".png", PDF: ".pdf"}

#: What people call what is not taken. Anything else is told by its usual ending.
_CALLED: Final = {
    "application/x-msdownload": "Windows 程序",
    "application/x-executable": "程序",
    "application/zip": "压缩包（或者 OFD 文件）",
    "application/x-rar-compressed": "压缩包",
    "application/x-7z-compressed": "压缩包",
    "application/msword": "Word 文档",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word 文档",
    "application/vnd.ms-excel": "Excel 表格",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 表格",
    "image/heic": "HEIC 照片",
    "image/gif": "GIF 动图",
    "image/webp": "WebP 图片",
    "video/mp4": "视频",
    "video/quicktime": "视频",
}


def media_type(content: bytes) -> str | None:
    """The media type that the first bytes show, or None."""
    found: str | None = filetype.guess_mime(content)
    return found


def called(found: str | None) -> str:
    """A media type in words."""
    if found is None:
        return "认不出的文件"
    return _CALLED.get(found, f"{found.rpartition('/')[2].removeprefix('x-')} 文件")

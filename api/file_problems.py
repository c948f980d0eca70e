"""What is said of a file that cannot be taken: what was found, and what would be accepted."""

from __future__ import annotations

from typing import Final

from actions.files.refused import FileRefused

from .problems import Problem

_TAKEN: Final = "可以传 JPG、PNG 图片或者 PDF"
_REPRINT: Final = "用「打印」另存成一份新的 PDF 再传"

#: Code -> status and words. ``{found}``: what was found; ``{limit}``: what would be accepted.
_PROBLEMS: Final[dict[str, tuple[int, str]]] = {
    "empty": (422, f"这个文件是空的。{_TAKEN}。"),
    "too_large": (413, "文件太大{found}，最大收 {limit} MB。照片可以重拍小一点，PDF 可以分成几份传。"),
    "too_many": (409, "这一件已经传了 {found} 个文件，最多 {limit} 个。先删掉不要的再传。"),
    "wrong_kind": (415, f"传来的是「{{found}}」，不收。{_TAKEN}。"),
    "damaged": (422, "这个文件打不开，可能坏了或者没有传完。请重新拍一张，或者重新导出 PDF 再传。"),
    "too_costly": (422, f"这个文件太复杂，处理不了。图片请重新拍一张，PDF 请{_REPRINT}。"),
    "too_many_pixels": (422, "图片太大{found}，最大收 {limit} 万像素。请重新拍一张，或者缩小再传。"),
    "encrypted": (422, "这个 PDF 加了密或者有密码，打不开。请另存成没有密码的 PDF 再传。"),
    "active": (422, f"这个 PDF 里有{{found}}，为了安全不收。请{_REPRINT}。"),
    "too_many_pages": (422, "这个 PDF 有 {found} 页，最多收 {limit} 页。请只传要的那几页。"),
    "mixed": (422, f"这个 PDF 后面还接着别的内容，为了安全不收。请{_REPRINT}。"),
    "infected": (422, "这个文件查出有病毒，没有收。请换一台电脑或者手机，重新拍照或者导出再传。"),
    "unknown_material": (404, "这一件现在不要这份材料。请看材料清单里要上传的那几份。"),
    "not_uploadable": (409, "「{found}」不用上传，清单里写着怎么办。只传标着「要上传」的材料。"),
    "handed_in": (409, "已经提交了，材料不能再加、再换。要补的话，等补正通知，或者找人工、问窗口。"),
    "closed": (409, "这一件已经结束，不能再传材料。要办的话，重新开始一件。"),
    "unknown_file": (404, "没有这个文件，可能已经删掉了。"),
    "quarantined": (409, "这个文件还在查病毒，查好了才能看。文件已经收好，不用重新传。"),
}  # fmt: skip


def file_problem(refused: FileRefused) -> Problem:
    """The refusal as a problem document."""
    status, words = _PROBLEMS[refused.code]
    return Problem(status, refused.code.replace("_", "-"), words.format(found=_found(refused), limit=refused.limit))


def _found(refused: FileRefused) -> str:
    """What was found, as the sentence takes it up; a size is put in brackets, and may not be known."""
    unit = {"too_large": " MB", "too_many_pixels": " 万像素"}.get(refused.code)
    if unit is None:
        return refused.found
    return f"（{refused.found}{unit}）" if refused.found else ""

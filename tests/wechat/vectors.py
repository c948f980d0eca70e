"""Worked examples: A to D and F of WeChat's own pages (消息推送, 消息加解密, JS-SDK 附录1), E of wechatpy's test data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ZEROS: Final = "A" * 43


@dataclass(frozen=True)
class Signed:
    """A signature over a token and parts."""

    token: str
    parts: tuple[str, ...]
    signature: str


@dataclass(frozen=True)
class Sealed:
    """A sealed message: ``random`` 16 bytes, ``length`` bytes of message; ``message`` where the example prints it."""

    key: str
    appid: str
    signed: Signed
    random: bytes
    length: int
    message: str = ""

    @property
    def ciphertext(self) -> str:
        return self.signed.parts[-1]


_B = "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
_C = "D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg=="
_D1 = "hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11MI7d6WELwqrGd7jMnV0zv3Zc9Nq7"
_D2 = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="
_E = "4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q=="

A1 = Signed("AAAAA", ("1714036504", "1514711492"), "f464b24fc39322e44b38aa78f5edd27bd1441696")
A2 = Signed("AAAAA", ("1714037059", "486452656"), "899cf89e464efb63f54ddac96b0a0a235f53aa78")
B_PLAIN = Signed("AAAAA", ("1714112445", "415670741"), "6c5c811b55cc85e0e1b54100749188c20beb3f5d")
B = Sealed(
    ZEROS,
    "wxba5fad812f8e6fb9",
    Signed("AAAAA", ("1714112445", "415670741", _B), "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3"),
    b"a8eedb185eb2fecf",
    167,
)
C = Sealed(
    ZEROS,
    "wx134c8103faa5a59e",
    Signed("AAAAA", ("1715943329", "1590219412", _C), "6c12a4205838198b8fa631b3220723bb07f1015c"),
    b"1205899eaf019bbd",
    292,
)
D1 = Sealed(
    ZEROS,
    "wx134c8103faa5a59e",
    Signed("AAAAA", ("1713424427", "415670741", _D1), "03e0812039325c2712ef5f0f980fd14c70d6e307"),
    b"999951349e8ee746",
    52,
    "<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>",
)
D2 = Sealed(
    ZEROS,
    "wxba5fad812f8e6fb9",
    Signed("AAAAA", ("1713424427", "415670741", _D2), "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"),
    b"707722b803182950",
    25,
    '{"demo_resp":"good luck"}',
)
E = Sealed(
    "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR",
    "wx49f0ab532d5d035a",
    Signed("123456", ("1411443780", "437374425", _E), "dd6b9c95b495b3f7e2901bfbc76c664930ffdb96"),
    b"2304fc2fe146f1f8",
    19,
    "5927782489442352469",
)
F_TICKET = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
SIGNED = {
    "A1": A1,
    "A2": A2,
    "B-plain": B_PLAIN,
    "B": B.signed,
    "C": C.signed,
    "D1": D1.signed,
    "D2": D2.signed,
    "E": E.signed,
}
SEALED = {"B": B, "C": C, "D1": D1, "D2": D2, "E": E}

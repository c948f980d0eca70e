"""The channel of an account, put together: what its routes and its loop stand on."""

from __future__ import annotations

import time

from ..services import Services
from .answering import Answering
from .channel import Channel
from .conversing import Conversing
from .going_on import GoingOn
from .media import picture
from .noticing import Noticing
from .pictures import Fetch, Pictures
from .sending import Sending
from .showing import Showing
from .tapping import Taps
from .telling import Telling
from .voices import Voices


def open_answering(services: Services, channel: Channel) -> Answering:
    """What answers the account's pushes."""
    followers, sending = channel.followers, channel.sending
    showing = Showing(services, Taps(channel.key), channel.url)
    conversing = Conversing(
        services=services,
        followers=followers,
        showing=showing,
        going_on=GoingOn(
            services.rights.holding,
            time.time,
            services.rates(10, "wechat.codes"),
            services.rates(100, "wechat.codes of all"),
        ),
        pictures=Pictures(services.uploads, showing, _fetch(sending) if sending is not None else None),
        voices=Voices(sending, channel.hearing),
        account=channel.appid,
        now=time.time,
    )
    noticing = Noticing(
        sending=sending,
        template=channel.template,
        url=channel.url,
        state=services.conversations.state,
        clock=services.conversations.clock,
    )
    telling = Telling(followers, sending, showing.say("wechat.more"), time.time)
    return Answering(conversing, showing, telling, noticing, followers, channel.pushes, channel.pause)


def _fetch(sending: Sending) -> Fetch:
    async def fetch(media: str, most: int) -> bytes:
        return (await picture(sending.wechat, media, most)).content

    return fetch

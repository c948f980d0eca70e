"""What the program fills into each text: the one place that says which ``{…}`` a text must have, and may have."""

from __future__ import annotations

from typing import Final

from .rejection_slots import REJECTIONS
from .slots import Slots, table
from .undertaking_slots import UNDERTAKING

__all__ = ["NEEDED", "SPOKEN", "Slots"]

#: What the program says (scenarios/shared/text.zh.yml).
SPOKEN: Final = UNDERTAKING | table(
    """
welcome
route.choose
route.again
scenario.chosen title remaining
scenario.same
scenario.closed
echo items
echo.clerk items
echo.item label value
absent
prefilled count
prefilled.sure items
confirm.fetch what
facts.sought
known.asked source items
known.asked.clerk items
known.item label value
known.of_item number label
known.source title day
known.which
clerk.joined name [instead]
clerk.joined.instead name instead
clerk.gone name
clerk.words name words
clerk.not_for_them
clerk.not_understood
known.confirmed count
dispute label items
dispute.item source value
dispute.choice source value
dispute.own
exchange.declined
exchange.withdrawn count
exchange.withdrawn.late
exchange.never
exchange.barred.scope firm title
exchange.barred.over firm
confirm.unfetch count items
confirm.unfetch.nothing
confirm.unfetch.late
known.wrong items
known.nothing
known.told
known.told.source source items
known.told.one label source
known.told.where
facts.missed.silent title [detail]
facts.missed.refused title [detail]
facts.missed.other_person title [detail]
facts.missed.not_yet title [detail]
facts.missed.expired title [detail]
facts.missed.superseded title [detail]
facts.missed.recalled title [detail]
facts.missed.revoked title [detail]
facts.missed.firm_ended title [detail]
facts.missed.consent title [detail]
facts.missed.unusable title [detail]
question.optional
question.item number label
question.example example
question.again help
question.options options
question.human
more count label ask
more.first ask [count] [label]
proposed label value
range label low high
stale
preview items
preview.item label before after
preview.item.new label after
preview.item.remove label
preview.ask items
preview.parked items
preview.restored items
preview.added items
preview.removed items
preview.confirm
said.edit label value
said.add label
said.remove label
applied
applied.items items
applied.items.clerk items
applied.parked items
applied.restored items
dropped
item.removed label
confirm.change [title]
confirm.restart [title]
confirm.cancel [title]
confirm.withdraw titles [kept]
confirm.supplement count items
confirm.switch title
nothing_to_correct
nothing_to_undo
nothing_before
nothing_asked
nothing_yet
put_off label [who]
put_off.who label who
todos_left items
skip.required
explain.head label
explain.field form [by] [source] [label]
explain.rule by source [form] [label]
explain.material by [form] [source] [label]
explain.permit form [by] [source] [label]
explain.fact label [form] [by] [source]
explain.again
knowledge.basis basis
knowledge.uncertain
not_informed.near questions
not_informed
summary.head title filled missing
summary.missing items
summary.put_off items
review.head
review.section title items
review.default
review.licence
review.warnings items
review.materials items
review.reports items
review.inspection value
review.confirm
review.change
review.problem label message
submit.requested
submit.missing count
submit.pending
submit.again references
submit.nothing
submitted references
submitted.reports items
submitted.materials items
submitted.locked
submitted.another
wechat.welcome [url]
wechat.voice [url]
wechat.heard words
wechat.picture url
wechat.several
wechat.more
wechat.consent notice url
wechat.declined [url]
wechat.fault
wechat.elsewhere
wechat.sign_in url
wechat.no_code
wechat.no_before
wechat.earlier news
wechat.here
wechat.away code url
wechat.photo_of count materials
wechat.photo_kept count material
wechat.photo_lost
wechat.photo_gone
wechat.photo_early
wechat.video
wechat.place_nameless
wechat.place_early
wechat.old_tap
wechat.no_number
wechat.under_way
wechat.not_over
wechat.too_many
wechat.rights url
submit.failed
submit.refused items
status.requested [references]
status.failed [references]
status.received references [at]
status.received.at at
after.told title text office reference
after.office office
after.words items
after.note items
after.due day left doubt
after.undated days unit year
after.left days
after.left.today
after.left.over
after.licence title number
after.licence.number number
after.charge total items
after.paper title
after.paper.draft title
after.rate
after.remedy
after.correction until count
after.correction.undated count
after.correction.end
after.correction.bring
after.point label words basis
after.point.material label words basis
after.basis basis
after.next.received
after.next.withdrawn
after.next.accepted
after.next.not_needed
after.next.acceptance_refused
after.next.correction_begun
after.next.correction_ended
after.next.review_begun
after.next.special_begun
after.next.special_ended
after.next.granted
after.next.granted_with_deferral
after.next.granted.charged
after.next.granted_with_deferral.charged
after.next.refused
after.next.recalled
after.next.revoked
after.next.extended
after.next.issued
after.next.issued.e_cert
after.next.issued.mail
after.next.issued.window
after.next.delivered
payment.sought
payment.paid title reference at
payment.due title reference state number
payment.number number
payment.unknown title reference
delivery.sought
delivery.method title reference method
delivery.number number state at
delivery.at at
delivery.nothing.mail
delivery.unknown title reference
standing.received title reference
standing.step title reference text office
standing.composite.ended name
standing.supplement
standing.withdrawal.requested
standing.withdrawal.received
correction.of title
correction.asked of words
correction.now label value
correction.locked items
correction.review title reference
correction.same
correction.materials
correction.shared titles
correction.confirm
differs title reference items
supplement.left label
supplement.left.file label
supplement.left.bring label
supplement.requested
supplement.received title reference
supplement.not_needed reference
supplement.closed reference
withdraw.requested
withdraw.pending
withdraw.over
withdraw.decided
withdraw.failed
withdrawn references [kept]
withdrawn.one title reference
withdraw.kept titles
outcome.reopen
uncertain
restarted
cancelled
closed.locked
paused
resumed
upgraded kept asked
upgraded.invalid items
upgraded.gone count
figure.expired [figure]
handover
rated [grade]
rating.answered office words
rate.early
rate.range
unclear.1
unclear.2
unclear.3
unclear.confirm
unknown.empty
unknown.too_long
unknown.no_text
unknown.no_such_field
unknown.out_of_scope
unknown.other_language
unknown.prompt
smalltalk.greeting
smalltalk.thanks
smalltalk.bye
smalltalk.identity
smalltalk.abuse
smalltalk.emergency
smalltalk.complaint
smalltalk.show_licence
smalltalk.other
answer.computed label
answer.required label
answer.shape label example
answer.option label options
answer.no_such_fact
answer.no_place label
answer.no_such_item
answer.not_relevant label
answer.check label text
answer.minimum label bound unit
answer.above label bound unit
answer.maximum label bound unit
answer.min_length label bound
answer.max_length label bound
answer.pattern label
answer.min_items label bound
answer.max_items label bound
answer.must_be label
answer.not_after label
answer.not_before label
budget.commands [bound]
budget.answers
budget.items label bound
rejected.understood raw
button.yes
button.no
button.hand_in
button.hold
button.true
button.false
button.right
button.wrong
button.more
button.no_more
button.change
button.keep
button.submit
button.all_right
button.not_right
button.fetch
button.no_fetch
material.waived title number
material.registered title
material.refused title status [remedy]
material.status.expired
material.status.not_yet
material.status.superseded
material.status.recalled
material.status.revoked
material.status.other
material.deferred day days
material.generated
material.promised day
material.promised.until day until doubt
material.deferred.until day until doubt
material.by_window
confirm.undertake.promised label text basis [term]
confirm.undertake.deferred label text basis [term]
confirm.which.promised
confirm.which.deferred
confirm.which.upload
button.undertake
button.no_undertake
said.promised label
said.deferred label
said.upload label
print.draft
print.missing
print.materials
"""
)
#: File -> the texts it must have.
NEEDED: Final = {"scenarios/shared/text.zh.yml": SPOKEN, "scenarios/shared/rejections.zh.yml": REJECTIONS}

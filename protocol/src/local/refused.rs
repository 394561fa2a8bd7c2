//! Why a node did not do what its own member or admin asked, each as a sentence to be shown to them.
//!
//! A peer never sees any of these; towards peers there is silence.

use serde::{Deserialize, Serialize};

/// Why the node did not do what its own member or admin asked. The text is shown to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refused {
    /// The invitation's time is over.
    #[error("this invitation has expired; ask for a new one")]
    InviteExpired,
    /// The invitation was used before.
    #[error("this invitation was already used; each serves once, so ask for a new one")]
    InviteUsed,
    /// No such invitation here.
    #[error("this node did not make that invitation; check that the link belongs to this organisation")]
    InviteUnknown,
    /// The proof does not fit the invitation.
    #[error("the link is damaged or was altered; ask for it to be sent again")]
    InviteProof,
    /// A certificate that can't be accepted.
    #[error("the certificate does not fit this organisation's rules; update the device's software and try again")]
    CertificateUnfit,
    /// The item is no longer waiting.
    #[error("that item is no longer waiting; it was decided, withdrawn or it expired")]
    ItemGone,
    /// The item is of another sort.
    #[error("that can't be done with this item")]
    ItemOfOtherSort,
    /// No such contact of this member.
    #[error("you have no such contact")]
    ContactUnknown,
    /// No such import of this member.
    #[error("you have no such import; it may have been undone before, or be too long ago")]
    ImportUnknown,
    /// An import that changes more than can be kept for undoing it.
    #[error("this import changed as many contacts as can be undone at once; bring the rest as an import of its own")]
    ImportTooLarge,
    /// The record is another member's.
    #[error("another member confirmed that organisation; you may add names and domains to it, not take any away")]
    OrganisationOfOther,
    /// No such organisation record, or one that can't be.
    #[error("no organisation of that name or domain is recorded; name it first")]
    OrganisationUnknown,
    /// Two records would claim one name or domain.
    #[error("one of these names or domains belongs to another organisation that is recorded; nothing was changed")]
    OrganisationClaimed,
    /// Too many words on a contact or in a profile.
    #[error("that is more topics, regions or languages than one contact or profile may have; nothing was changed")]
    WordsTooMany,
    /// Nobody of that key in this organisation.
    #[error("nobody in your organisation has that key")]
    ColleagueUnknown,
    /// A contact without any handle.
    #[error("a contact needs at least one e-mail address, phone number, profile, ORCID or organisation domain")]
    HandleMissing,
    /// Too many handles for one ask.
    #[error("an ask takes one to four handles of one person")]
    HandleCount,
    /// An ask that ends too early or too late.
    #[error("an ask must end after now and within fourteen days")]
    AskDate,
    /// An ask under that id exists.
    #[error("this ask was made before")]
    AskKnown,
    /// Too many open asks.
    #[error("you have as many open asks as one member may have; close one first")]
    AskTooMany,
    /// No such ask of this member.
    #[error("you have no such ask")]
    AskUnknown,
    /// No such offer for this member.
    #[error("that offer is gone; offers end with their question")]
    OfferGone,
    /// A request along this offer went out before.
    #[error("a request already went along this offer; each serves one request")]
    OfferUsed,
    /// A signature or a field does not fit.
    #[error("the signed request does not fit the offer; nothing was sent")]
    SignatureUnfit,
    /// A text that is too long or holds what no text may.
    #[error("the text is too long, or holds tabs or other control characters; nothing was sent")]
    TextTooLong,
    /// No letter key is left.
    #[error("your pool of letter keys is empty; open your inbox once so that your device can refill it")]
    NoLetterKey,
    /// An offer that can't leave any more.
    #[error("it is too late for this offer: enough others were made, or the question is over; nothing left your node")]
    OfferLate,
    /// The other organisation is no peer.
    #[error("your organisation is not connected to that organisation; ask your admin to connect the two")]
    NotPeer,
    /// No such bridge of this member.
    #[error("you have no such bridge")]
    BridgeUnknown,
    /// An organisation can't peer with itself.
    #[error("this token is your own organisation's; give it to the other organisation's admin")]
    OwnToken,
    /// Already peers.
    #[error("the two organisations are already connected")]
    AlreadyPeer,
    /// No organisation waits for confirmation under that key.
    #[error("no organisation with that key waits for your confirmation")]
    PeerUnknown,
    /// The certificate was changed in the meantime.
    #[error("another of your devices changed your certificate meanwhile; nothing was changed; try again")]
    CertificateStale,
    /// No such link for a device.
    #[error("this device link is not known here or its hour is over; make a new one with `stn me device add`")]
    DeviceLinkUnknown,
    /// Another device came with the link.
    #[error(
        "another device came with this link first; it has nothing yet: decline it on your first device, and make a new link"
    )]
    DeviceLinkUsed,
    /// No membership belongs to the phrase.
    #[error("no membership at this node belongs to that phrase; nothing was changed; check the words and the address")]
    PhraseUnknown,
    /// Too many calls about keys.
    #[error("this node is asked about keys more often than it answers; nothing was done; try again in a minute")]
    Hurried,
    /// Nobody waits for the colleagues' word under that key.
    #[error("nobody waits for your word under that key; it was given, withdrawn or its time is over")]
    ReEnrolmentUnknown,
    /// The node's own bound.
    #[error("this node holds as much of that as it may; remove something first")]
    Full,
    /// A second question about one request.
    #[error("you asked back about this request once; one question is all that may go; nothing was sent")]
    AskedBack,
    /// No request along which this member's words may go.
    #[error("no request of yours is open for words there; it was withdrawn, it expired, or nobody answered it yet")]
    WordUnknown,
    /// As many words as may pass along one request.
    #[error("as many words went along this request as may; nothing was sent")]
    WordTooMany,
    /// Requests that can't go one after another.
    #[error("these requests can't wait for each other: they are of several asks, or follow too soon; nothing was sent")]
    StandbyUnfit,
    /// An ask that would keep looking too long, or less long than it looks at first.
    #[error("an ask may keep looking for a year at most, and no shorter than it looks at first; nothing was asked")]
    KeepLookingDate,
    /// An appraisal that would keep looking.
    #[error("an appraisal does not keep looking: the candidate permitted one asking; nothing was asked")]
    KeepLookingAppraisal,
    /// Too many open knocks.
    #[error("you have as many open knocks as one member may have; wait until one is answered or over")]
    KnockTooMany,
    /// The same person again.
    #[error("you knocked at this person within 90 days; nothing was sent, and whoever lets themselves be found has it")]
    KnockAgain,
    /// A knock that is not as it should be.
    #[error("the knock does not fit: update the device's software and try again; nothing was sent")]
    KnockUnfit,
    /// An opportunity that is asked.
    #[error("an opportunity is not asked for but passed on; nothing was sent")]
    KindNotAsked,
    /// A kind that must name somebody.
    #[error("this kind of ask names whom it is about by a handle, and not by attributes alone; nothing was sent")]
    KindNames,
    /// An appraisal without the candidate's permission.
    #[error("an appraisal needs the candidate's permission; write it with `stn me permission`; nothing was sent")]
    PermissionMissing,
    /// A permission that does not hold, or stands where none belongs.
    #[error("the permission does not hold for this ask and this organisation; nothing was sent")]
    PermissionUnfit,
    /// A date by which an appraisal is deleted that can't be.
    #[error("an appraisal is kept at least as long as it looks, and a year at most; nothing was sent")]
    RetentionDate,
    /// Too many organisations to avoid, or something else than domains.
    #[error("an ask may avoid up to eight organisations, each by its domain; nothing was sent")]
    AvoidUnfit,
    /// An alert that does not fit.
    #[error("the signed alert does not fit; nothing was sent; look at `stn me alerts` and try again")]
    AlertUnfit,
    /// Too many alerts.
    #[error(
        "you have as many alerts as one member may have; nothing was sent; withdraw one, or wait until one is over"
    )]
    AlertTooMany,
    /// Nobody, or too many people.
    #[error("each member lets an alert go on to twenty people at most, and to one at least; nothing was sent")]
    AlertPeople,
    /// An alert that came as far as one may.
    #[error("this has come six steps, as far as it may; you can answer it, but not pass it on; nothing was sent")]
    AlertAtItsEnd,
    /// To who brought it.
    #[error("one of these people brought it to you; nothing was sent; choose others")]
    AlertBack,
    /// No such alert of this member.
    #[error("you have sent no such alert")]
    AlertUnknown,
    /// Limits that can't be.
    #[error("these limits can't be: check hours, days and numbers; your limits are as they were")]
    LimitsUnfit,
    /// Something can't be put off to then.
    #[error("that would be put off past its end; nothing was changed; choose an earlier moment")]
    SnoozeDate,
    /// The organisation's policy leaves this kind out.
    #[error("your organisation does not let its members ask for this; nothing was sent; see `stn me org-policy`")]
    KindNotServed,
    /// The organisation's policy leaves out what the question names.
    #[error("your organisation does not let questions name that in clear; nothing was sent; see `stn me org-policy`")]
    AttributeNotServed,
    /// As many asks today as a member may have.
    #[error("you asked as often today as one member may; nothing was sent; ask again tomorrow")]
    AsksOfTheDay,
    /// A policy that can't be.
    #[error("this policy can't be: check the times, and give a reason of at most 400 bytes; the policy is as it was")]
    PolicyUnfit,
    /// A change of key that can't be.
    #[error(
        "this change of key does not fit: both keys must sign it, and the new one be known here for nothing else; \
         nothing was changed or sent"
    )]
    SuccessionUnfit,
    /// A date of a change of key that can't be.
    #[error("a change of key is announced for a date within a year from now; nothing was changed or sent")]
    SuccessionDate,
    /// No peer announced that key.
    #[error("no connected organisation has announced that key; nothing was changed; see `stn peer list`")]
    SuccessionUnknown,
    /// Not on the suppression list.
    #[error("that is not on the suppression list; check the spelling, the list knows no other form")]
    NotSuppressed,
    /// Nothing to be found by, or found for.
    #[error("to be found you need one to 32 handles of your own and a kind of question other than an appraisal")]
    FindableUnfit,
    /// Attributes that can't travel.
    #[error("an ask takes up to eight topics, regions, roles and organisations in their agreed form; nothing was sent")]
    AttributeUnfit,
    /// An ask that names nobody where somebody must be named.
    #[error("an appraisal is about one person: name them by address, phone, profile or ORCID; nothing was sent")]
    AppraisalUnnamed,
}

// SPDX-License-Identifier: Apache-2.0
// The plain records that others read and write as JSON: what feeds hand in, what the mentions server keeps, what screens are shown,
// where a hub is found.
#include "hub/domain/mention.hpp"
#include "hub/domain/pulse.hpp"
#include "hub/wire/detail/instantiate.hpp"
#include "hub/wire/hub_file.hpp"

VOELSPRIET_WIRE_TYPE(voelspriet::domain::HeardMention)
VOELSPRIET_WIRE_TYPE(voelspriet::domain::MentionRecord)
VOELSPRIET_WIRE_TYPE(voelspriet::domain::Personal)
VOELSPRIET_WIRE_TYPE(voelspriet::domain::Match)
VOELSPRIET_WIRE_TYPE(voelspriet::domain::Pulse)
VOELSPRIET_WIRE_TYPE(voelspriet::domain::MentionView)
VOELSPRIET_WIRE_TYPE(voelspriet::wire::HubFile)

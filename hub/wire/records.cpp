// SPDX-License-Identifier: Apache-2.0
// The plain records that others read and write as JSON: what feeds hand in and what the mentions server keeps.
#include "hub/domain/mention.hpp"
#include "hub/wire/detail/instantiate.hpp"

VOELSPRIET_WIRE_TYPE(voelspriet::domain::HeardMention)
VOELSPRIET_WIRE_TYPE(voelspriet::domain::MentionRecord)
VOELSPRIET_WIRE_TYPE(voelspriet::domain::Personal)
VOELSPRIET_WIRE_TYPE(voelspriet::domain::Match)

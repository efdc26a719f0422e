# SPDX-License-Identifier: Apache-2.0
# What every role of a drill begins with. A role is one person: it works with that person's own key, knows nothing but what ctl
# lists, and goes round until the file DESK/<role>.done tells it to stop; then it does a last round. (No signal: bash 5.2 trips over
# a trap that runs while it reads a command substitution.)
#
# Usage of each: ROLE DESK PLAYBOOK, with the programs on PATH.
set -uo pipefail
desk=$1
playbook=$2
role=$(basename "$0")

ctl() { voelspriet-ctl --desk "$desk" --key "$role" --passphrase-file "$desk/passphrase" "$@"; }
say() { echo "$role: $*" >&2; }

# A round that meets a refusal is no failure: the next one sees how things stand then.
work() {
  until [[ -e $desk/$role.done ]]; do
    round
    sleep 1
  done
  round
  exit 0
}

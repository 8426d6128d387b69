// The verbs about one person, which are the custodian's alone: `ledger` answers what was released, `withdraw`
// takes it back; and `retain`, which takes rows back when their time is over. No other program has a verb
// that looks a person up.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::custodian {

void add_ledger_verb(project::CommandLine& program);
void add_withdraw_verb(project::CommandLine& program);
void add_retain_verb(project::CommandLine& program);

} // namespace gauze::custodian

// `gauze-custodian audit`: attack your own file before it leaves.
#pragma once

#include "engine/custodian/audit/audit.hpp"
#include "engine/project/command_line.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

namespace gauze::custodian {

void add_audit_verb(project::CommandLine& program);

// What is signed of an audit: kind "audit", the digest of the audited file, verdict and figures. Of a
// governed party.
project::Statement statement_of(const AuditReport& report, const project::Admitted& me);

} // namespace gauze::custodian

// gauze-custodian: the program that runs where the names are. Each verb stands in a file of its own.
#include "bloom/base/confine.hpp"
#include "bloom/base/secret.hpp"
#include "engine/custodian/audit/audit_verb.hpp"
#include "engine/custodian/encode_verb.hpp"
#include "engine/custodian/exchange_verbs.hpp"
#include "engine/custodian/key_verbs.hpp"
#include "engine/custodian/ledger_verbs.hpp"
#include "engine/custodian/policy_verbs.hpp"
#include "engine/custodian/release/opt_out_verb.hpp"
#include "engine/custodian/release/quality_verb.hpp"

int main(int argc, char** argv)
{
    gauze::protect_process();
    gauze::confine();
    gauze::project::CommandLine program("gauze-custodian",
                                        "Encodes a custodian's records so that they can be linked unseen.");
    gauze::custodian::add_key_verbs(program);
    gauze::custodian::add_policy_verbs(program);
    gauze::custodian::add_encode_verb(program);
    gauze::custodian::add_opt_out_verb(program);
    gauze::custodian::add_quality_verb(program);
    gauze::custodian::add_seal_verb(program);
    gauze::custodian::add_intake_verb(program);
    gauze::custodian::add_ledger_verb(program);
    gauze::custodian::add_withdraw_verb(program);
    gauze::custodian::add_retain_verb(program);
    gauze::custodian::add_audit_verb(program);
    return program.run(argc, argv);
}

#include "engine/custodian/release/opt_out_verb.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/json.hpp"
#include "engine/custodian/release/opt_out_list.hpp"
#include "engine/project/gate.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct OptOutVerb {
    std::filesystem::path policy, out;
    std::vector<std::filesystem::path> inputs;
    std::string party, mailbox;
    std::uint64_t sequence = 1;
    project::Common common;
    project::Governed governed;
};

Exit run(const OptOutVerb& verb)
{
    if (verb.inputs.size() != 1)
        throw Error(Exit::usage, "opt-out list reads one file", "run it once for each file of the party");
    const project::Admitted me = project::admit("opt-out list", verb.policy, verb.governed);
    const std::string party = verb.party.empty() && me.governed() ? me.me->name : verb.party;
    const project::Source* source = me.policy.governance ? me.policy.governance->source(party) : nullptr;
    if (source == nullptr || source->opt_out.column.empty())
        throw Error(Exit::usage, "under this policy the NHS opt-out does not apply to this party",
                    "the source's opt_out names the column of NHS numbers");
    const OptOutRequest request = write_opt_out_request(verb.inputs.front(), source->opt_out.column,
                                                        verb.mailbox, verb.sequence, verb.out, today());
    if (verb.common.json)
        std::cout << Json()
                         .set("file", request.file.string())
                         .set("rows", request.rows)
                         .set("numbers", request.numbers)
                         .set("without_number", request.without_number)
                         .pretty();
    else
        std::cout << fmt::format("{} rows, {} numbers to submit, {} rows without a valid number\n"
                                 "Submit, and delete afterwards: {}\n",
                                 request.rows, request.numbers, request.without_number,
                                 request.file.string());
    return Exit::ok;
}

} // namespace

void add_opt_out_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<OptOutVerb>();
    program.verb("opt-out list", "Write the NHS numbers to submit to the National Data Opt-out service")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .text("--party", verb->party, "whose file it is (of an intake: the custodian)")
        .text("--mailbox", verb->mailbox, "your MESH mailbox id", project::Need::required)
        .number("--sequence", verb->sequence, "the number of this submission in its month (1 if not given)")
        .path("-o,--out", verb->out, "the folder for the file", project::Need::required)
        .paths("FILE", verb->inputs, "the records: .csv or .csv.gz with a header row", 1)
        .example("gauze opt-out list --as nhs-a.party --policy policy.toml --mailbox 8HQ50OT001 --out . "
                 "births.csv",
                 "writes 8HQ50OT001-DDMMYY-0001.dat; what comes back goes to gauze encode --opt-out")
        .governed(verb->governed)
        .common(verb->common)
        .does([verb] { return run(*verb); });
}

} // namespace gauze::custodian

#include "engine/custodian/audit/audit_verb.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/files.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/custodian/intake.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct AuditVerb {
    AuditOptions options;
    std::filesystem::path policy, out, report, key;
    std::vector<std::filesystem::path> inputs;
    std::string test_seed;
    std::uint64_t people = 1500, known = 0;
    bool no_front = false;
    project::Governed governed;
    project::Common common;

    Exit run();
    void settle_party(const project::Admitted& me);
    void refuse_existing() const;
    void write(const AuditReport& audited, const project::Admitted& me) const;
};

// Whose file it is: a custodian's own, or that of a custodian for which this intake encodes.
void AuditVerb::settle_party(const project::Admitted& me)
{
    if (me.governed() && me.me->role == project::Role::custodian) {
        if (!options.party.empty() && options.party != me.me->name)
            project::refuse_with("wrong-party", fmt::format("{} audits its own file only", me.me->name),
                                 "leave --party out");
        options.party = me.me->name;
    }
    if (options.party.empty())
        throw Error(Exit::usage, "--party is missing", "whose file is it, as the policy names parties?");
    if (!me.governed() || me.me->role == project::Role::custodian) return;
    const project::Member* const custodian = me.policy.governance->member(options.party);
    if (custodian == nullptr || custodian->intake != me.me->name)
        project::refuse_with("wrong-party", fmt::format("{} does not encode for that party", me.me->name),
                             "the policy says who encodes for whom");
}

// Half a minute of work is not for a file that cannot be written.
void AuditVerb::refuse_existing() const
{
    std::error_code ignored;
    for (const auto& path : {out, report})
        if (!path.empty() && std::filesystem::exists(std::filesystem::symlink_status(path, ignored)))
            throw Error(Exit::cannot_write, fmt::format("{} exists", path.string()),
                        "an audit never replaces a file; choose another name");
}

void AuditVerb::write(const AuditReport& audited, const project::Admitted& me) const
{
    if (!report.empty())
        write_whole_file(report, audited.to_json().pretty(), FileMode::owner_only, Existing::refuse);
    if (!me.governed()) return;
    if (!out.empty()) {
        project::write_envelope(out, project::make_envelope(statement_of(audited, me), me.key->signing));
        project::keep_statement(governed, out);
    }
    std::size_t passed = 0, decided = 0;
    for (const AuditCheck& check : audited.checks)
        decided += check.decides, passed += check.decides && check.passes;
    Json counts;
    counts.set("sampled", audited.released).set("passed", passed).set("failed", decided - passed);
    project::note(
        me, governed,
        {.verb = "audit",
         .outcome = audited.passes() ? "done" : fmt::format("audit-{}", audited.is_void ? "void" : "failed"),
         .source = options.party == me.me->name ? std::string() : options.party,
         .counts = counts,
         .digests = {}});
}

Exit AuditVerb::run()
{
    set_threads(common.threads);
    const project::Admitted me = project::admit("audit", policy, governed, !test_seed.empty());
    if (inputs.size() != 1)
        throw Error(Exit::usage, "audit reads one file", "run it once for each file of the party");
    if (!out.empty() && !me.governed())
        throw Error(Exit::usage,
                    "--out is for a signed statement, and a policy without an agreement has none",
                    "--report writes the figures");
    settle_party(me);
    refuse_existing();
    options.input = inputs.front();
    // An intake attacks what was sealed to it, as it encodes it: opened while it is read.
    if (me.governed() && me.me->role == project::Role::intake) {
        const project::Statement sealed = look_at_sealed(me, options.input);
        if (sealed.source != options.party)
            project::refuse_with("wrong-party", "the sealed file is of another custodian",
                                 fmt::format("--party {}", sealed.source));
        options.opens = sealed_input(me, options.input, sealed);
    }
    options.people = people;
    options.known = known;
    options.front = !no_front;
    if (!test_seed.empty()) options.test_seed = test_seed;
    const AuditReport audited = audit(me.policy, options);
    write(audited, me);
    std::cout << (common.json ? audited.to_json().pretty() : audited.in_words());
    return audited.passes() ? Exit::ok : Exit::refused;
}

} // namespace

project::Statement statement_of(const AuditReport& report, const project::Admitted& me)
{
    project::Statement statement;
    statement.kind = "audit";
    statement.project = me.policy.id;
    statement.policy = report.policy;
    statement.party = me.me->name;
    statement.role = project::to_text(me.me->role);
    statement.file = fmt::format("{}.records", report.party); // its own name is nobody's business
    statement.content_digest = report.input_digest;
    statement.profile = report.profile;
    statement.tool = "gauze-custodian " GAUZE_VERSION;
    statement.time = now_text();
    statement.territory = me.me->territory;
    statement.source = report.party;
    statement.counts.set("rows", report.rows)
        .set("released", report.released)
        .set("register", report.register_size);
    statement.figures = report.figures();
    return statement;
}

void add_audit_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<AuditVerb>();
    program.verb("audit", "Attack a sample of your own file before it leaves, and sign what was found")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .text("--party", verb->options.party,
              "whose file it is (not needed by a custodian under an agreement)")
        .paths("FILE", verb->inputs, "the records: .csv or .csv.gz with a header row", 1)
        .path("-o,--out", verb->out, "write the signed statement here (a .dsse file): gauze seal asks for it")
        .path("--report", verb->report, "write all figures here, as JSON")
        .path("--key", verb->key, "not used: an audit throws its own keys away")
        .number("--people", verb->people,
                "how many people are encoded (1500); the register has three times more")
        .number("--known", verb->known, "how many of them the attacker knows (as the profile says: 300)")
        .flag("--no-front", verb->no_front, "leave out the limit front, which takes longest for long rows")
        .hidden_text("--test-seed", verb->test_seed)
        .governed(verb->governed)
        .example("gauze audit --policy policy.toml --as hospital.party --out audit.dsse births.csv",
                 "before gauze seal; no project key is needed")
        .example("gauze audit --policy draft.toml --party hospital births.csv",
                 "in the laboratory: look before anything is agreed")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::custodian

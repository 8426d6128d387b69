// What the ledger of a run says is due.
#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "engine/custodian/retain.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/retention.hpp"
#include "engine/project/table_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

using project::Admitted;
using project::Day;
using project::refuse_with;
using project::RetentionRule;
using project::Role;

fs::path ledger_of(const fs::path& run)
{
    const fs::path ledger = run / "stays-here" / "ledger.table";
    std::error_code unknown;
    if (!fs::is_regular_file(ledger, unknown))
        throw Error(Exit::input_missing, fmt::format("there is no ledger in {}", run.string()),
                    "name the folder that gauze encode made, with stays-here/ledger.table in it");
    return ledger;
}

void check_whose(const Admitted& me, const project::TableFile& ledger, const fs::path& path)
{
    if (ledger.about().text("project") != me.policy.id)
        refuse_with("wrong-project", fmt::format("{} is of another project than the policy", path.string()),
                    "retain with the policy of its own project");
    const std::string party = ledger.about().text("party");
    const project::Member* const member = me.policy.governance->member(party);
    const bool mine = party == me.me->name && me.me->role == Role::custodian;
    const bool for_it = member != nullptr && me.me->role == Role::intake && member->intake == me.me->name;
    if (!mine && !for_it)
        refuse_with("wrong-party", fmt::format("{} is the ledger of another party", path.string()),
                    "what an intake encoded is retained by the intake, everything else by its custodian");
    const auto& columns = ledger.columns();
    if (!ledger.about().has("receipt") || std::ranges::find(columns, "due") == columns.end())
        refuse_with("no-due-days", fmt::format("{} does not say when its rows are due", path.string()),
                    "it was made by an older version or without an agreement: destroy the run by hand when "
                    "its time is over, or encode the file again");
}

const RetentionRule* rule_named(const Admitted& me, std::string_view name, std::string_view party)
{
    for (const RetentionRule& rule : me.policy.governance->retention)
        if (rule.name == name && is_for(rule, party)) return &rule;
    return nullptr;
}

[[noreturn]] void damaged(const fs::path& path, std::uint64_t line)
{
    throw Error(Exit::bad_data,
                fmt::format("{}, row {}: no row token, or no day that is due", path.string(), line),
                "the ledger is not one that gauze encode wrote");
}

} // namespace

DueRows due_rows(const Admitted& me, const fs::path& run, Day today)
{
    DueRows due;
    due.folder = run;
    due.ledger = ledger_of(run);
    const project::TableFile ledger(due.ledger, "ledger");
    check_whose(me, ledger, due.ledger);
    due.source = ledger.about().text("party");
    due.policy = ledger.about().text("policy");
    const Day receipt = day_from(ledger.about().text("receipt"));
    const std::size_t token = ledger.column("row_token"), row = ledger.column("row"),
                      day = ledger.column("due"), rule = ledger.column("rule");
    std::uint64_t line = 0;
    ledger.each_row([&](std::span<const std::string_view> cells) {
        ++line;
        if (cells[row] == "0") return; // a decoy is nobody's record
        const auto parsed = row_token_from(cells[token]);
        const Day kept = day_from(cells[day]);
        if (!parsed || receipt == 0 || (kept == 0) != cells[day].empty()) damaged(due.ledger, line);
        ++due.rows;
        const Day now = project::due_now(rule_named(me, cells[rule], due.source), kept, receipt);
        due.open += now == 0;
        if (now == 0 || now > today) return;
        due.tokens.insert(*parsed);
        ++due.by_rule[cells[rule].empty() ? std::string("none") : std::string(cells[rule])];
    });
    return due;
}

} // namespace gauze::custodian

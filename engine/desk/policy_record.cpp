// The record of processing activities (UK GDPR Article 30), as far as a policy knows it.
#include "bloom/base/clock.hpp"
#include "engine/desk/policy_explain.hpp"
#include "engine/desk/policy_phrases.hpp"

#include <cassert>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

using project::ColumnUse;
using project::Governance;
using project::Policy;
using project::Source;

// Text of the policy in a cell: what Markdown would read as its own is escaped.
std::string cell(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) safe += '\\';
        safe += c == '\n' || c == '\r' ? ' ' : c;
    }
    return safe;
}

std::string row(std::string_view what, std::string_view says)
{
    return fmt::format("| {} | {} |\n", what, cell(says));
}

std::string heading(const Policy& policy, const Governance& all)
{
    std::string text =
        fmt::format("# Record of processing: {}\n\n", cell(policy.title.empty() ? policy.id : policy.title));
    text += "| Article 30 | |\n|---|---|\n";
    text += row("Controller", fmt::format("{}, registered as {}", all.controller, all.registration));
    text += row("Contact", all.contact);
    text += row("Agreement", fmt::format("{}, to be reviewed by {}", all.agreement, day_text(all.review_by)));
    text += row("Purpose", all.purpose);
    text += row("Impact assessment", all.dpia);
    text += row("Complaints", all.complaints);
    text += row("Transfers", fmt::format("none outside {}", listed(all.territories)));
    text += row("Policy", policy.fingerprint());
    return text;
}

std::string categories(const Source& source)
{
    std::vector<std::string> special, criminal;
    for (const auto& rule : source.columns) {
        if (rule.has(ColumnUse::drop)) continue;
        if (rule.special) special.push_back(rule.name);
        if (rule.criminal) criminal.push_back(rule.name);
    }
    return row("Special categories", listed(special)) + row("Criminal matters", listed(criminal));
}

std::string source_text(const Governance& all, const Source& source)
{
    const auto& member = *all.member(source.party);
    std::string text = fmt::format("\n## Source {}\n\n| | |\n|---|---|\n", cell(source.party));
    text += row("Body", fmt::format("{} ({}){}", member.body, member.territory, member.nhs ? ", NHS" : ""));
    text += row("Basis", basis_in_words(source.basis));
    text += row("Notice", fmt::format("{}, version {}, {}", source.notice, source.notice_version,
                                      day_text(source.notice_date)));
    text += row("Collected for", source.purpose);
    text += row("People", inclusion_in_words(source));
    text += row("Compared as keyed codes", listed(columns_with(source, ColumnUse::link)));
    text += row("Sent to researchers", listed(payload_in_words(source)));
    text += row("Decides about inclusion, stays", listed(columns_kept(source)));
    text += row("Dropped", listed(columns_with(source, ColumnUse::drop)));
    return text + categories(source);
}

std::string recipients(const Governance& all)
{
    std::string text =
        "\n## Recipients\n\n| recipient | party | role | territory | receives |\n|---|---|---|---|---|\n";
    for (const auto& one : all.recipients) {
        const auto& member = *all.member(one.member);
        const std::string what = member.role == project::Role::reader ? "tables after disclosure control"
                                 : one.payload.empty()                ? "all payload columns, pseudonymous"
                                                       : listed(one.payload) + ", pseudonymous";
        text += fmt::format("| {} | {} ({}) | {} | {} | {} |\n", cell(one.name), cell(one.member),
                            cell(member.body), to_text(member.role), one.territory, cell(what));
    }
    for (const auto& member : all.members)
        if (member.role == project::Role::linkage_unit || member.role == project::Role::intake)
            text += fmt::format("| | {} ({}) | {} | {} | {} |\n", cell(member.name), cell(member.body),
                                to_text(member.role), member.territory,
                                member.role == project::Role::intake
                                    ? "sealed rows, encoded on receipt and not kept"
                                    : "keyed codes without payload");
    return text;
}

} // namespace

std::string record_of_processing(const Policy& policy)
{
    assert(policy.governance);
    const Governance& all = *policy.governance;
    std::string text = heading(policy, all);
    for (const Source& source : all.sources) text += source_text(all, source);
    text += recipients(all);
    text += "\n## Erasure\n\n";
    for (const auto& rule : all.retention) text += fmt::format("- {}\n", cell(retention_in_words(rule)));
    text +=
        "\n## Security measures\n\n"
        "- Identifiers leave as keyed codes under a secret that the linkage unit never holds\n"
        "- Every file between parties is sealed to its recipient (age v1) and carries a signed statement\n"
        "- Each program does only what its party's role allows, under a policy that every custodian signed\n";
    text += fmt::format("- Encoding profile {}; tables under {}, counts below {} withheld\n", policy.profile,
                        all.disclosure, policy.smallest_count);
    return text;
}

} // namespace gauze::desk

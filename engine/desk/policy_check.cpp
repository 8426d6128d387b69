#include "engine/desk/policy_check.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/policy_warnings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::desk {

namespace {

std::int64_t days_left(const project::Governance& governance)
{
    return days_from_civil(governance.review_by) - days_from_civil(today());
}

void look_at_signatures(const project::PolicyFile& file, Checked& into)
{
    try {
        into.signatures = project::signatures_of(file);
    } catch (const Error& fault) {
        into.signature_fault = fault.what();
    }
}

std::string faults_in_words(const std::vector<project::Fault>& faults)
{
    std::string text =
        fmt::format("{} {} wrong.\n", faults.size(), faults.size() == 1 ? "thing is" : "things are");
    for (const project::Fault& one : faults) {
        text += fmt::format("\n{}{}{}\n", one.code, one.code.empty() ? "" : ": ", one.what);
        if (!one.hint.empty()) text += fmt::format("    {}\n", one.hint);
    }
    return text;
}

std::string governance_in_words(const Checked& checked)
{
    const project::Governance& all = *checked.policy->governance;
    std::string text = fmt::format("Agreement:  {}\nReview by:  {}\n", all.agreement, review_in_words(all));
    if (!checked.signature_fault.empty())
        return text + fmt::format("Signatures: {}\n", checked.signature_fault);
    const project::Signatures& names = checked.signatures;
    text += fmt::format("Signed by:  {}\n",
                        names.by.empty() ? "nobody" : fmt::format("{}", fmt::join(names.by, ", ")));
    if (!names.complete()) text += fmt::format("Not yet by: {}\n", fmt::join(names.missing, ", "));
    if (!names.same_bytes)
        text += "            The file was re-written since; it means the same, and the signatures hold.\n";
    return text;
}

} // namespace

std::string digest_in_words(const project::Policy& policy)
{
    const std::string hex = policy.fingerprint();
    std::string text;
    for (std::size_t at = 0; at < hex.size(); at += 8) {
        if (at > 0) text += ' ';
        text += hex.substr(at, 8);
    }
    return text;
}

std::string review_in_words(const project::Governance& governance)
{
    const std::int64_t days = days_left(governance);
    const std::string day = day_text(governance.review_by);
    if (days < 0) return fmt::format("{}, which is over", day);
    return days == 0 ? fmt::format("{}, today", day)
                     : fmt::format("{}, in {} day{}", day, days, days == 1 ? "" : "s");
}

Checked check_policy(const std::filesystem::path& path)
{
    Checked checked;
    checked.path = path;
    const std::string text = read_small_file(path);
    project::Faults faults;
    faults.during([&] { checked.policy = read_policy_with_faults(text, path.string(), faults); });
    checked.faults = faults.all();
    if (!checked.faults.empty()) checked.policy.reset();
    if (!checked.policy || !checked.policy->governance) return checked;
    checked.warnings = policy_warnings(*checked.policy);
    look_at_signatures({path, *checked.policy, to_hex(sha256(bytes_of(text)))}, checked);
    return checked;
}

std::string in_words(const Checked& checked)
{
    if (!checked.faults.empty())
        return fmt::format("{}: {}", checked.path.string(), faults_in_words(checked.faults));
    const project::Policy& policy = *checked.policy;
    std::string text = fmt::format("Project:    {}\nPolicy:     {}\n", policy.id, digest_in_words(policy));
    text += policy.governance
                ? governance_in_words(checked)
                : std::string("Agreement:  none; it is a laboratory's policy, which nobody signs\n");
    for (const std::string& one : checked.warnings) text += fmt::format("Warning:    {}\n", one);
    return text;
}

Json signatures_json(const project::Policy& policy, const project::Signatures& signatures)
{
    return Json()
        .set("policy", policy.fingerprint())
        .set("signed_by", signatures.by)
        .set("missing", signatures.missing)
        .set("same_bytes", signatures.same_bytes);
}

Json to_json(const Checked& checked)
{
    std::vector<Json> faults;
    for (const project::Fault& one : checked.faults)
        faults.push_back(Json().set("code", one.code).set("what", one.what).set("hint", one.hint));
    Json json;
    json.set("file", checked.path.string()).set("faults", faults).set("warnings", checked.warnings);
    if (!checked.policy) return json;
    json.set("project", checked.policy->id).set("policy", checked.policy->fingerprint());
    json.set("governed", checked.policy->governance.has_value());
    if (!checked.policy->governance) return json;
    const project::Governance& all = *checked.policy->governance;
    json.set("agreement", all.agreement)
        .set("review_by", day_text(all.review_by))
        .set("days_left", days_left(all));
    if (!checked.signature_fault.empty()) return json.set("signature_fault", checked.signature_fault);
    return json.set("signatures", signatures_json(*checked.policy, checked.signatures));
}

} // namespace gauze::desk

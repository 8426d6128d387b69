#include "engine/linkage/decision_flags.hpp"

#include "bloom/base/error.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

// One of --cost, --precision and --balanced, or none of them.
std::optional<CutRule> cut_rule(const DecisionFlags& flags)
{
    if (int{!flags.cost.empty()} + int{!flags.precision.empty()} + int{flags.balanced} > 1)
        throw Error(Exit::usage, "--cost, --precision and --balanced are three ways to choose one cut",
                    "name one of them");
    if (!flags.cost.empty()) return CutRule{.by = CutRule::By::cost, .cost = project::cost_from(flags.cost)};
    if (!flags.precision.empty())
        return CutRule{.by = CutRule::By::precision, .precision = precision_from(flags.precision)};
    if (flags.balanced) return CutRule{.by = CutRule::By::balance};
    return std::nullopt;
}

Assignment assignment_from(const std::string& text)
{
    constexpr std::array<std::pair<std::string_view, Assignment>, 3> known{
        {{"greedy", Assignment::greedy},
         {"mutual", Assignment::mutual_best},
         {"optimal", Assignment::optimal}}};
    for (const auto& [name, assignment] : known)
        if (text == name) return assignment;
    throw Error(Exit::usage, fmt::format("there is no assignment \"{}\"", text),
                "it is greedy, mutual or optimal");
}

// How many times likelier a link is than the runner-up, as log-odds.
double lead_from(const std::string& text)
{
    double times = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), times);
    if (failed != std::errc() || end != text.data() + text.size() || !(times >= 1 && times <= 1e12))
        throw Error(Exit::usage, fmt::format("\"{}\" is not a lead", text),
                    "how many times likelier than the runner-up a link must be, for example 10");
    return std::log(times);
}

} // namespace

void DecisionFlags::add_to(project::Verb& verb)
{
    verb.text("--cost", cost,
              "how much worse a false link is than a missed one, instead of the policy's; for example 20:1")
        .text("--precision", precision,
              "choose the cut so that this share of links is expected to be right, for example 0.99")
        .flag("--balanced", balanced, "choose the cut with the best expected F1")
        .text("--review", review,
              "write down for people what would be a link at this cost and is none, for example 1:1")
        .text("--lead", lead,
              "how many times likelier than the runner-up a link must be; others are for review")
        .text("--assignment", assignment, "greedy (usual), mutual or optimal")
        .number("--top", top, "write down so many candidates of each record, the likeliest first")
        .path("--known", known, "a CSV file of known links and non-links")
        .flag("--levels", levels, "persons at a strict, a balanced and a broad cut as well")
        .path("--register", earlier, "register.table of the run before: persons keep their ids");
}

DecisionWishes DecisionFlags::wishes() const
{
    DecisionWishes wishes{.cut = cut_rule(*this), .known = known, .levels = levels};
    if (!review.empty()) wishes.review = CutRule{.by = CutRule::By::cost, .cost = project::cost_from(review)};
    if (!assignment.empty()) wishes.assignment = assignment_from(assignment);
    if (!lead.empty()) wishes.lead = lead_from(lead);
    if (top > 1000) throw Error(Exit::usage, "--top is at most 1000", "more than ten are rarely looked at");
    wishes.top = static_cast<std::uint32_t>(top);
    return wishes;
}

} // namespace gauze::linkage

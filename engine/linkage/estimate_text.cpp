// What a plan says of itself: for people, and as JSON.
#include "engine/linkage/make_plan.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr std::size_t shown = 10; // slots and hot blocks in words; JSON has all

std::string pair_name(PartyPair which, const Plan& plan)
{
    if (which.a == which.b) return fmt::format("within {}", plan.inputs[which.a].party);
    return fmt::format("{} and {}", plan.inputs[which.a].party, plan.inputs[which.b].party);
}

std::string mebibytes(std::uint64_t bytes) { return fmt::format("{} MiB", (bytes >> 20) + 1); }

Json slot_json(const Estimate::Slot& slot, const Plan& plan)
{
    std::vector<Json> hottest;
    for (const auto& block : slot.report.hottest)
        hottest.push_back(
            Json().set("rows_a", block.rows_a).set("rows_b", block.rows_b).set("pairs", block.pairs));
    return Json()
        .set("party_a", plan.inputs[slot.which.a].party)
        .set("party_b", plan.inputs[slot.which.b].party)
        .set("slot", slot.name)
        .set("blocks", slot.report.blocks)
        .set("pairs", slot.report.pairs)
        .set("blocks_left_out", slot.report.capped)
        .set("pairs_left_out", slot.report.given_up)
        .set("hottest", hottest);
}

std::string hot_words(const Estimate& estimate, const Plan& plan)
{
    std::vector<const Estimate::Slot*> slots;
    for (const auto& slot : estimate.slots)
        if (!slot.report.hottest.empty()) slots.push_back(&slot);
    std::ranges::stable_sort(slots, std::greater{}, [](const auto* s) { return s->report.hottest[0].pairs; });
    slots.resize(std::min(slots.size(), shown));
    std::string words = slots.empty() ? "" : "Largest blocks:\n";
    for (const auto* slot : slots) {
        const auto& block = slot->report.hottest[0];
        words += fmt::format("  {:<24} {:>9} x {:<9} of {:>12} pairs in {} blocks ({})\n", slot->name,
                             block.rows_a, block.rows_b, slot->report.pairs, slot->report.blocks,
                             pair_name(slot->which, plan));
    }
    std::uint64_t capped = 0, given_up = 0;
    for (const auto& slot : estimate.slots) capped += slot.report.capped, given_up += slot.report.given_up;
    if (capped > 0)
        words += fmt::format(
            "{} blocks of more than {} pairs are left out, {} pairs in all, unless they meet elsewhere.\n",
            capped, plan.sources.most_pairs, given_up);
    return words;
}

} // namespace

std::string duration(double seconds)
{
    if (seconds < 1) return fmt::format("{:.0f} ms", std::ceil(seconds * 1000));
    if (seconds < 120) return fmt::format("{:.0f} s", seconds);
    if (seconds < 7200) return fmt::format("{:.0f} min", seconds / 60);
    return fmt::format("{:.1f} h", seconds / 3600);
}

std::string loss_in_words(const Json& loss)
{
    const std::string a = loss.text("party_a"), b = loss.text("party_b");
    const std::string names = a == b ? fmt::format("within {}", a) : fmt::format("{} and {}", a, b);
    const std::int64_t sampled = loss.number("records_sampled"),
                       pairs = loss.number("pairs_at_or_above_threshold");
    if (pairs == 0)
        return fmt::format(
            "Blocking, {}: {} records met nobody at or above the threshold; its loss is not known.\n", names,
            sampled);
    return fmt::format(
        "Blocking, {}: loses {:.2f} % (95 %: {:.2f} to {:.2f}) of the pairs at or above the threshold;\n"
        "  {} records were compared with all, {} pairs found, {} of them {}.\n",
        names, 100 * loss.real("share"), 100 * loss.real("low"), 100 * loss.real("high"), sampled, pairs,
        loss.number("lost"),
        loss.has("by_join_alone")
            ? fmt::format("neither in a block nor in the exact join ({} in the join alone)",
                          loss.number("by_join_alone"))
            : "not in any block");
}

Json to_json(const Loss& loss, const Plan& plan)
{
    Json json;
    json.set("party_a", plan.inputs[loss.which.a].party)
        .set("party_b", plan.inputs[loss.which.b].party)
        .set("records_sampled", loss.sampled)
        .set("pairs_at_or_above_threshold", loss.pairs)
        .set("lost", loss.lost)
        .set("share", loss.share)
        .set("low", loss.low)
        .set("high", loss.high);
    if (plan.sources.join) json.set("by_join_alone", loss.by_join);
    return json;
}

Json to_json(const ViewJoin& join)
{
    return Json()
        .set("view", join.view.empty() ? "what is compared" : join.view)
        .set("floor", project::to_text(join.floor));
}

Json to_json(const Estimate& estimate, const Plan& plan)
{
    Json json;
    json.set("candidates", to_text(plan.sources))
        .set("why", estimate.why)
        .set("pairs", estimate.pairs)
        .set("units", plan.work().units.size())
        .set("memory_bytes", estimate.memory)
        .set("disk_bytes", estimate.disk)
        .set("edge_memory_bytes", estimate.edges);
    if (plan.sources.join) json.set("exact_join", to_json(*plan.sources.join));
    if (!estimate.notes.empty()) json.set("notes", estimate.notes);
    if (estimate.measured) json.set("hits", estimate.hits).set("seconds", estimate.seconds);
    std::vector<Json> losses, slots;
    for (const Loss& loss : estimate.losses) losses.push_back(to_json(loss, plan));
    for (const auto& slot : estimate.slots) slots.push_back(slot_json(slot, plan));
    if (!losses.empty()) json.set("loss", losses).set("slots", slots);
    return json;
}

std::string in_words(const Estimate& estimate, const Plan& plan)
{
    std::string words;
    for (const auto& input : plan.inputs)
        words += fmt::format("  {:<24} {:>10} records\n", input.party, input.rows);
    words += fmt::format("Candidates: {} ({}).\n", to_text(plan.sources), estimate.why);
    if (plan.sources.join)
        words += fmt::format(
            "Exact join: pairs at Dice {} or above in {}.\n", project::to_text(plan.sources.join->floor),
            plan.sources.join->view.empty() ? "what is compared" : "view " + plan.sources.join->view);
    for (const std::string& note : estimate.notes) words += fmt::format("Note: {}.\n", note);
    words += fmt::format("To compare: {} pairs in {} units.\n", estimate.pairs, plan.work().units.size());
    if (estimate.measured)
        words += fmt::format("Expected: about {:.0f} pairs at Dice {} or above, in {}.\n", estimate.hits,
                             project::to_text(plan.threshold), duration(estimate.seconds));
    words += fmt::format("Memory up to {}, disk {}.\n", mebibytes(estimate.memory), mebibytes(estimate.disk));
    for (const Loss& loss : estimate.losses) words += loss_in_words(to_json(loss, plan));
    if (!estimate.losses.empty()) words += "What no view shows to be alike is not in this figure.\n";
    return words + hot_words(estimate, plan);
}

} // namespace gauze::linkage

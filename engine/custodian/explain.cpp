// Read `explain` at the bottom first. A row is read into what its cells became; that is then told to a person
// or to a program.
#include "engine/custodian/explain.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/json.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/custodian/field_encoder.hpp"
#include "engine/custodian/parts.hpp"
#include "engine/custodian/shown_text.hpp"
#include "engine/custodian/strata.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::custodian {

namespace {

using project::PartLevel;
using project::Policy;

Error not_rows(std::string_view text)
{
    return Error(Exit::usage, fmt::format("\"{}\" names no rows", text),
                 "rows are counted from 1 without the header: 5 or 1-5,17");
}

std::uint64_t row_number_from(std::string_view digits, std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (fault != std::errc() || end != digits.data() + digits.size() || number == 0) throw not_rows(text);
    return number;
}

// One field of the policy, and what its cell in the current row became.
struct ExplainedField {
    ExplainedField(const project::Field& field, const FieldSource& source, std::string_view party)
        : plan(field, source, party), name(field.name), rarity(field.rarity)
    {}
    FieldPlan plan;
    std::string name;
    std::vector<PartLevel> levels; // that keys ask for, each once
    bool in_view = false, rarity = false;
    CellFault fault = CellFault::none;
    WipedText normal, part;
    TokenList tokens;

    bool is_used() const { return in_view || !levels.empty(); }
    bool missing() const { return tokens.empty(); }

    void read(const Row& row)
    {
        const FieldSource& source = plan.source;
        const auto cell = [&](std::size_t column) { return row.cells[column].reveal(); };
        fault = CellFault::none;
        normal.value.clear();
        if (source.held && source.whole)
            fault = plan.normaliser.normalise(cell(*source.whole), normal.value);
        else if (source.held)
            fault = plan.normaliser.normalise(cell(source.day), cell(source.month), cell(source.year),
                                              normal.value);
        cut(plan.kind, normal.value, tokens);
    }
    // Into `part`. A bigram is there if there is a token; which it is, only the key knows.
    bool cut_part(PartLevel level)
    {
        if (missing()) return false;
        return level == PartLevel::bigram || part_of(plan.kind, level, normal.value, part.value);
    }
};

class Explanation {
public:
    Explanation(const Policy& policy, const project::Party& party, const Source& source)
        : policy_(policy), source_(source)
    {
        for (std::size_t f = 0; f < policy.fields.size(); ++f)
            fields_.push_back(
                std::make_unique<ExplainedField>(policy.fields[f], source.fields[f], party.name));
        for (const project::View& view : policy.views)
            for (const project::View::Part& part : view.parts) field(part.field).in_view = true;
        for (const project::MatchKey& key : policy.keys) ask_for(key.parts);
        for (const project::TokenBlock& block : policy.blocks) ask_for(block.parts);
        for (const project::Stratum& stratum : policy.strata)
            readers_.emplace_back(stratum, stratum.field.empty() ? nullptr : &policy.field(stratum.field));
    }

    void tell(const Row& row, bool json, std::ostream& out)
    {
        if (!row.fault)
            for (const auto& one : fields_) one->read(row);
        json ? tell_programs(row, out) : tell_people(row, out);
    }

private:
    ExplainedField& field(std::string_view name) { return *fields_[policy_.field_index(name)]; }

    bool has(const project::View& view)
    {
        const std::size_t wanted = view.is_symbols() ? std::min<std::size_t>(2, view.parts.size()) : 1;
        const auto there = [&](const project::View::Part& part) { return !field(part.field).missing(); };
        return static_cast<std::size_t>(std::ranges::count_if(view.parts, there)) >= wanted;
    }

    void ask_for(const std::vector<project::MatchKey::Part>& parts)
    {
        for (const project::MatchKey::Part& part : parts) {
            std::vector<PartLevel>& levels = field(part.field).levels;
            if (std::ranges::find(levels, part.level) == levels.end()) levels.push_back(part.level);
        }
    }

    // The fields for whose sake the record has not the key or block.
    std::string lacking(const std::vector<project::MatchKey::Part>& parts)
    {
        std::string names;
        for (const project::MatchKey::Part& part : parts)
            if (!field(part.field).cut_part(part.level))
                names += fmt::format("{}{}:{}", names.empty() ? "" : ", ", part.field, to_text(part.level));
        return names;
    }

    // As it was read: a value that few records of the file have is sent as "other".
    std::string_view value_of(std::size_t s, const Row& row)
    {
        const project::Stratum& stratum = policy_.strata[s];
        std::uint8_t byte = bloom::stratum_not_known;
        if (source_.strata[s]) byte = readers_[s].of(row.cells[*source_.strata[s]].reveal());
        if (stratum.field.empty()) return stratum.name_of(byte);
        ExplainedField& of = field(stratum.field);
        if (of.cut_part(PartLevel::exact)) byte = readers_[s].of(of.part.value);
        return stratum.name_of(byte);
    }

    std::string_view own_reference(const Row& row, const std::string& number) const
    {
        return source_.id ? row.cells[*source_.id].reveal() : std::string_view(number);
    }

    // ---- for programs ----

    Json told(ExplainedField& one)
    {
        std::vector<std::string> tokens;
        for (std::size_t t = 0; t < one.tokens.size(); ++t) tokens.emplace_back(one.tokens[t]);
        Json parts;
        for (const PartLevel level : one.levels)
            if (level != PartLevel::bigram && one.cut_part(level))
                parts.set(project::to_text(level), one.part.value);
        return Json()
            .set("field", one.name)
            .set("normal", one.normal.value)
            .set("fault", one.fault == CellFault::none ? "" : to_text(one.fault))
            .set("tokens", tokens)
            .set("parts", parts);
    }

    void tell_programs(const Row& row, std::ostream& out)
    {
        Json line = Json().set("row", row.number).set("line", row.line);
        if (row.fault) {
            out << line.set("rejected", to_text(*row.fault)).line() << '\n';
            return;
        }
        std::vector<Json> fields;
        std::vector<std::string> views, keys, blocks;
        for (const auto& one : fields_) fields.push_back(told(*one));
        for (const project::View& view : policy_.views)
            if (has(view)) views.push_back(view.name);
        for (const project::MatchKey& key : policy_.keys)
            if (lacking(key.parts).empty()) keys.push_back(key.name);
        for (const project::TokenBlock& block : policy_.blocks)
            if (lacking(block.parts).empty()) blocks.push_back(block.name);
        line.set("id", own_reference(row, std::to_string(row.number))).set("fields", fields);
        line.set("views", views).set("keys", keys);
        if (!policy_.blocks.empty()) line.set("blocks", blocks);
        Json strata;
        for (std::size_t s = 0; s < policy_.strata.size(); ++s)
            strata.set(policy_.strata[s].name, value_of(s, row));
        if (!policy_.strata.empty()) line.set("strata", strata);
        out << line.line() << '\n';
    }

    // ---- for people ----

    static std::ostream& entry(std::string_view name, std::ostream& out)
    {
        return out << fmt::format("    {:<13}", name);
    }

    static void tell_cell(const ExplainedField& one, const Row& row, std::ostream& out)
    {
        const FieldSource& source = one.plan.source;
        entry("cell", out);
        if (source.whole) {
            show_quoted(row.cells[*source.whole].reveal(), out);
        } else {
            for (const std::size_t column : {source.day, source.month, source.year}) {
                show_quoted(row.cells[column].reveal(), out);
                out << (column == source.year ? "" : " / ");
            }
        }
        out << '\n';
    }

    static void tell_parts(ExplainedField& one, std::ostream& out)
    {
        entry("parts", out);
        std::string_view between;
        for (const PartLevel level : one.levels) {
            out << between << project::to_text(level) << ' ';
            if (!one.cut_part(level))
                out << "(none)";
            else if (level == PartLevel::bigram)
                out << "(one token, chosen under the key)";
            else
                out << one.part.value;
            between = ", ";
        }
        out << '\n';
    }

    static void tell_field(ExplainedField& one, const Row& row, std::ostream& out)
    {
        out << fmt::format("  {}: {}", one.name, project::to_text(one.plan.kind));
        if (!one.plan.source.held) {
            out << ", which this party does not hold\n";
            return;
        }
        out << ", column ";
        show_quoted(one.plan.source.column, out);
        out << (one.is_used() ? "" : ", in no view and no key");
        out << (one.rarity ? ", sent with a class of how common it is in the whole file\n" : "\n");
        tell_cell(one, row, out);
        if (one.fault != CellFault::none) entry("fault", out) << to_text(one.fault) << '\n';
        if (one.missing()) {
            entry("missing", out) << (one.fault != CellFault::none ? "nothing of it can be used\n"
                                                                   : "blank, or says that it is not known\n");
            return;
        }
        entry("normal form", out) << one.normal.value << '\n';
        entry("tokens", out) << one.tokens[0];
        for (std::size_t t = 1; t < one.tokens.size(); ++t) out << ' ' << one.tokens[t];
        out << '\n';
        if (!one.levels.empty()) tell_parts(one, out);
    }

    static void tell_whether(std::string_view what, std::string_view name, std::string_view without,
                             std::ostream& out)
    {
        out << (without.empty() ? fmt::format("  {} {}: yes\n", what, name)
                                : fmt::format("  {} {}: no, without {}\n", what, name, without));
    }

    void tell_people(const Row& row, std::ostream& out)
    {
        out << fmt::format("row {}, line {}", row.number, row.line);
        if (row.fault) {
            out << ", rejected: " << to_text(*row.fault) << "\n\n";
            return;
        }
        out << ", reference ";
        show_quoted(own_reference(row, std::to_string(row.number)), out);
        out << '\n';
        for (const auto& one : fields_) tell_field(*one, row, out);
        bool usable = false;
        for (const project::View& view : policy_.views) {
            const bool there = has(view);
            out << fmt::format("  view {}: {}\n", view.name,
                               there ? "yes" : "no, too few of its fields are there");
            usable = usable || there;
        }
        for (const project::MatchKey& key : policy_.keys) {
            const std::string without = lacking(key.parts);
            tell_whether("key", key.name, without, out);
            usable = usable || without.empty();
        }
        for (const project::TokenBlock& block : policy_.blocks)
            tell_whether("block", block.name, lacking(block.parts), out);
        for (std::size_t s = 0; s < policy_.strata.size(); ++s)
            out << fmt::format("  stratum {}: {}, or other if fewer than {} records of the file have it\n",
                               policy_.strata[s].name, value_of(s, row), policy_.smallest_count);
        out << (usable ? "\n" : "  excluded: no field to compare\n\n");
    }

    const Policy& policy_;
    const Source& source_;
    std::vector<std::unique_ptr<ExplainedField>> fields_; // as the policy orders them
    std::vector<StratumReader> readers_;                  // likewise
};

void refuse_if_seen_by_more_than_a_person(const ExplainOptions& options)
{
    if (!options.to_terminal_only || ::isatty(STDOUT_FILENO) == 1) return;
    throw Error(Exit::refused, "--explain shows the records in the open, and the output is no terminal",
                "look at it on your own screen, without > or |");
}

} // namespace

std::vector<RowRange> row_ranges_from(std::string_view text)
{
    if (text == "all") return {RowRange{}};
    std::vector<RowRange> ranges;
    for (std::string_view left = text;;) {
        const std::string_view one = left.substr(0, left.find(','));
        const std::size_t dash = one.find('-');
        const std::uint64_t first = row_number_from(one.substr(0, dash), text);
        const std::uint64_t last =
            dash == std::string_view::npos ? first : row_number_from(one.substr(dash + 1), text);
        if (last < first) throw not_rows(text);
        ranges.push_back({first, last});
        if (one.size() == left.size()) break;
        left.remove_prefix(one.size() + 1);
    }
    std::ranges::sort(ranges, {}, &RowRange::first);
    std::vector<RowRange> apart;
    for (const RowRange& range : ranges) {
        if (apart.empty() || range.first > apart.back().last)
            apart.push_back(range);
        else
            apart.back().last = std::max(apart.back().last, range.last);
    }
    return apart;
}

void explain(const Policy& policy, const ExplainOptions& options, std::ostream& out)
{
    refuse_if_seen_by_more_than_a_person(options);
    const project::Party& party = policy.party(options.party);
    const Source source = survey(options.input, policy, party);
    for (const std::string& remark : source.remarks) project::say(remark);
    Explanation explanation(policy, party, source);
    CsvReader file(options.input, source.facts);
    Row row;
    std::uint64_t last = 0; // row of the file
    for (const RowRange& range : options.rows) {
        while (last < range.last && file.next(row)) {
            last = row.number;
            if (last >= range.first) explanation.tell(row, options.json, out);
        }
        if (last < range.first && range.first != 1)
            throw Error(Exit::usage, fmt::format("{} has {} rows, row {} is asked for",
                                                 options.input.string(), last, range.first));
    }
}

} // namespace gauze::custodian

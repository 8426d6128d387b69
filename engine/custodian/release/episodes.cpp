#include "engine/custodian/release/episodes.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/rejects.hpp"
#include "engine/custodian/release/generalise.hpp"
#include "engine/custodian/release/plain_cell.hpp"
#include "engine/project/payload_columns.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::refuse_with;

// References are compared without blanks around them, and otherwise byte for byte: both files are of one
// system.
std::string_view kept_of(std::string_view cell)
{
    const std::size_t first = std::min(cell.find_first_not_of(" \t"), cell.size());
    cell.remove_prefix(first);
    return cell.substr(0, cell.find_last_not_of(" \t") + 1);
}

// How one column that travels is made.
struct Maker {
    std::string name;
    std::size_t at = 0; // in the file
    const project::ColumnRule* rule = nullptr;
    std::optional<Generaliser> generaliser; // nothing: as it stands
};

void check_header(const project::EpisodeTable& table, const CsvReader& file, const EpisodeInput& input)
{
    for (const project::ColumnRule& column : table.columns)
        if (!column.has(project::ColumnUse::drop) && !file.column(column.name))
            refuse_with("column-missing",
                        fmt::format("{} has no column {}", input.path.string(), column.name),
                        "the first row must hold the column names that the policy gives for these episodes");
    for (std::size_t c = 0; c < file.columns().size(); ++c)
        if (std::ranges::find(table.columns, file.columns()[c], &project::ColumnRule::name) ==
            table.columns.end())
            refuse_with("column-not-agreed",
                        fmt::format("{}: column {} ({}) is not in the agreement", input.path.string(), c + 1,
                                    file.columns()[c].empty() ? "without a name" : file.columns()[c]),
                        "leave it out of the export; what is sent must be named in the policy first");
}

std::vector<std::unique_ptr<Maker>> makers_of(const project::Source& source,
                                              const project::EpisodeTable& table, const CsvReader& file,
                                              const PostcodeWards* wards)
{
    std::vector<std::unique_ptr<Maker>> makers;
    const auto add = [&](const std::string& name, const project::ColumnRule& rule,
                         const project::Generalisation* made) {
        auto maker = std::make_unique<Maker>();
        maker->name = name;
        maker->at = *file.column(rule.name);
        maker->rule = &rule;
        if (made != nullptr) {
            const project::Day at = source.eligibility.at != 0 ? source.eligibility.at : today();
            maker->generaliser.emplace(*made, Setting{.at = at, .wards = wards});
        }
        makers.push_back(std::move(maker));
    };
    for (const project::ColumnRule& rule : table.columns) {
        if (rule.has(project::ColumnUse::payload)) add(rule.name, rule, nullptr);
        for (const project::Generalisation& made : rule.generalised) add(made.as, rule, &made);
    }
    std::ranges::sort(makers, {}, [](const auto& maker) -> const std::string& { return maker->name; });
    return makers;
}

// What travels of the rows, in the order of the file; sorted by token at the end.
class Kept {
public:
    explicit Kept(std::size_t columns) : columns_(columns) {}
    void add(const SentRecords::Record& record)
    {
        rows_.push_back({record.token, record.recipients, rows_.size()});
    }
    void cell(std::string_view text)
    {
        text_ += text;
        ends_.push_back(text_.size());
    }
    void sort()
    {
        std::ranges::sort(rows_, [](const Row& a, const Row& b) {
            return a.token != b.token ? a.token < b.token : a.place < b.place;
        });
    }
    template <typename Visit>
    void each(Visit visit) const
    {
        std::vector<std::string_view> cells(columns_);
        for (const Row& row : rows_) {
            for (std::size_t c = 0; c < columns_; ++c) {
                const std::size_t i = row.place * columns_ + c, from = i == 0 ? 0 : ends_[i - 1];
                cells[c] = std::string_view(text_).substr(from, ends_[i] - from);
            }
            visit(row.token, row.recipients, cells);
        }
    }

private:
    struct Row {
        RowToken token;
        std::uint64_t recipients;
        std::size_t place;
    };
    std::size_t columns_;
    std::vector<Row> rows_;
    std::string text_;
    std::vector<std::size_t> ends_;
};

Kept read_rows(CsvReader& file, const project::EpisodeTable& table,
               const std::vector<std::unique_ptr<Maker>>& makers, SentRecords& records, Rejects& rejects,
               EpisodeSummary& summary)
{
    Kept kept(makers.size());
    const std::size_t reference = *file.column(table.reference);
    WipedText made;
    for (Row row; file.next(row);) {
        ++summary.read;
        if (row.fault) {
            ++summary.rejected;
            rejects.add(row.number, row.line, Rejects::whole_row, to_text(*row.fault),
                        Consequence::row_rejected);
            continue;
        }
        const SentRecords::Record* record = records.find(row.cells[reference].reveal());
        if (record == nullptr) {
            ++summary.excluded;
            continue;
        }
        ++summary.sent;
        kept.add(*record);
        for (std::size_t m = 0; m < makers.size(); ++m) {
            Maker& maker = *makers[m];
            const std::string_view cell = row.cells[maker.at].reveal();
            const std::string_view why = maker.generaliser ? maker.generaliser->make(cell, {}, made.value)
                                                           : plain_cell(*maker.rule, cell, made.value);
            if (!why.empty()) {
                ++summary.emptied;
                rejects.add(row.number, row.line, static_cast<std::uint32_t>(m), why,
                            Consequence::payload_emptied);
                made.value.clear();
            }
            kept.cell(made.value);
        }
    }
    kept.sort();
    return kept;
}

void write_for(const project::Policy& policy, const project::Source& source, std::size_t recipient,
               const std::vector<std::string>& names, const Kept& kept, const OutputFolder& out,
               EpisodeSummary& summary)
{
    const project::Recipient& to = policy.governance->recipients[recipient];
    const std::filesystem::path name =
        fmt::format("to-{}/{}.{}.episodes", to.name, source.party, summary.table);
    std::vector<std::string> columns{"row_token"};
    columns.insert(columns.end(), names.begin(), names.end());
    std::uint64_t rows = 0;
    kept.each(
        [&](const RowToken&, std::uint64_t recipients, const auto&) { rows += recipients >> recipient & 1; });
    const Json about = Json()
                           .set("program", "gauze-custodian " GAUZE_VERSION)
                           .set("project", policy.id)
                           .set("policy", policy.fingerprint())
                           .set("party", source.party)
                           .set("table", summary.table)
                           .set("recipient", to.name)
                           .set("statistics_only", true)
                           .set("rows", rows);
    project::TableWriter file(out.file(name), "episodes", columns, about, FileMode::owner_only);
    std::vector<std::string_view> row;
    kept.each(
        [&](const RowToken& token, std::uint64_t recipients, const std::vector<std::string_view>& cells) {
            if ((recipients >> recipient & 1) == 0) return;
            const std::string shown = to_text(token);
            row.assign(1, shown);
            row.insert(row.end(), cells.begin(), cells.end());
            file.row(row);
        });
    file.close();
    summary.recipients.push_back({to.name, name, rows});
}

} // namespace

void SentRecords::add(std::string_view reference, const RowToken& token, std::uint64_t row,
                      std::string_view given)
{
    std::uint64_t recipients = 0;
    for (std::size_t r = 0; r < given.size(); ++r)
        if (given[r] == '1') recipients |= std::uint64_t{1} << r;
    records_.push_back({prints_({kept_of(reference)}), row, token, recipients});
    sorted_ = false;
}

const SentRecords::Record* SentRecords::find(std::string_view reference)
{
    if (!sorted_)
        std::ranges::sort(records_, [](const Record& a, const Record& b) {
            return a.print != b.print ? a.print < b.print : a.row < b.row;
        });
    sorted_ = true;
    if (kept_of(reference).empty()) return nullptr;
    const Print print = prints_({kept_of(reference)});
    const auto found = std::ranges::lower_bound(records_, print, {}, &Record::print);
    return found == records_.end() || found->print != print ? nullptr : &*found;
}

Json EpisodeSummary::to_json() const
{
    std::vector<Json> to;
    for (const ToRecipient& one : recipients)
        to.push_back(Json().set("name", one.name).set("file", one.file.string()).set("rows", one.rows));
    return Json()
        .set("table", table)
        .set("read", read)
        .set("sent", sent)
        .set("excluded", Json().set("no-record", excluded))
        .set("rejected", rejected)
        .set("cells_emptied", emptied)
        .set("recipients", to);
}

void check_tables(const project::Source& source, const std::vector<EpisodeInput>& inputs)
{
    for (const EpisodeInput& input : inputs) {
        if (source.table(input.table) == nullptr)
            throw Error(Exit::usage,
                        fmt::format("the policy has no episodes \"{}\" of {}", input.table, source.party),
                        "gauze policy explain shows the tables of each source");
        if (std::ranges::count(inputs, input.table, &EpisodeInput::table) > 1)
            throw Error(Exit::usage, fmt::format("--table {} is given twice", input.table));
    }
    for (const project::EpisodeTable& table : source.tables)
        if (std::ranges::count(inputs, table.name, &EpisodeInput::table) == 0)
            throw Error(Exit::usage,
                        fmt::format("the policy has episodes \"{}\" of {}, and no file is named", table.name,
                                    source.party),
                        fmt::format("--table {}=FILE, be it one without rows", table.name));
}

EpisodeSummary send_episodes(const project::Policy& policy, const project::Source& source,
                             const EpisodeInput& input, const PostcodeWards* wards, SentRecords& records,
                             const OutputFolder& out)
{
    EpisodeSummary summary;
    summary.table = input.table;
    const project::EpisodeTable& table = *source.table(input.table);
    CsvReader file(input.path, examine(input.path));
    check_header(table, file, input);
    const auto makers = makers_of(source, table, file, wards);
    std::vector<std::string> names;
    for (const auto& maker : makers) names.push_back(maker->name);
    Rejects rejects(out.file(fmt::format("stays-here/rejects-{}.csv", input.table)),
                    input.path.filename().string(), names);
    const Kept kept = read_rows(file, table, makers, records, rejects, summary);
    rejects.close();
    if (summary.read != summary.sent + summary.excluded + summary.rejected)
        throw Error(Exit::internal, "episodes read are not sent + excluded + rejected");
    for (std::size_t r = 0; r < policy.governance->recipients.size(); ++r) {
        const project::Recipient& to = policy.governance->recipients[r];
        if (project::receives_rows(*policy.governance, to) && project::receives_table(to, input.table))
            write_for(policy, source, r, names, kept, out, summary);
    }
    return summary;
}

} // namespace gauze::custodian

// The answer of the ledgers as text: in words and JSON for the screen, JSON and CSV to take away.
#include "engine/custodian/ledger_answer.hpp"
#include "engine/project/csv_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::custodian {

namespace {

std::string to_text(Sent::Basis basis)
{
    return basis == Sent::Basis::file ? "the payload file" : "the policy; the payload file is no longer here";
}

std::string told(const Sent& sent)
{
    const std::string when = sent.recipient.empty() ? "no statement says that this was sealed"
                                                    : fmt::format("sealed {}", sent.time);
    return fmt::format("    to {}: {}\n      columns: {} (by {})\n",
                       sent.recipient.empty() ? "nobody known" : sent.recipient, when,
                       sent.columns.empty() ? std::string("not known")
                                            : fmt::format("{}", fmt::join(sent.columns, ", ")),
                       to_text(sent.basis));
}

std::string told(const WithdrawalShown& one)
{
    return fmt::format("    {} {}{}{}\n", one.reason, one.time,
                       one.recipient.empty() ? std::string(", sealed to nobody known")
                                             : fmt::format(", sealed to {}", one.recipient),
                       one.recipient.empty() ? std::string()
                       : one.receipt.empty() ? std::string("; no receipt yet")
                                             : fmt::format("; receipt {}", one.receipt));
}

std::string told(const ReleasedRun& release)
{
    std::string text =
        fmt::format("  {} under policy {}, row{} {}\n", release.party, release.policy.substr(0, 12),
                    release.rows.size() == 1 ? "" : "s", fmt::join(release.rows, ", "));
    if (release.rows.size() > 1)
        text += "    the reference stands more than once; all its rows are answered\n";
    if (!release.notice.empty())
        text += fmt::format("    notice: {} {}\n", release.notice, release.notice_version);
    text += release.encodings_sent.empty()
                ? "    encodings: no statement says that they went to the linkage unit\n"
                : fmt::format("    encodings, without any name, to the linkage unit: {}\n",
                              release.encodings_sent);
    for (const Sent& sent : release.sent) text += told(sent);
    for (const WithdrawalShown& one : release.withdrawals) text += told(one);
    return text;
}

Json to_json(const Sent& sent, bool with_values)
{
    Json json;
    json.set("recipient", sent.recipient)
        .set("time", sent.time)
        .set("statement", sent.statement)
        .set("columns", sent.columns)
        .set("columns_by", sent.basis == Sent::Basis::file ? "file" : "policy");
    if (!with_values || sent.values.empty()) return json;
    std::vector<Json> rows;
    for (const auto& row : sent.values) {
        Json cells;
        for (const auto& [column, cell] : row) cells.set(column, cell);
        rows.push_back(std::move(cells));
    }
    return json.set("values", rows);
}

Json to_json(const ReleasedRun& release, bool with_values, bool with_tokens)
{
    std::vector<Json> sent, withdrawals, rows;
    for (const Sent& one : release.sent) sent.push_back(to_json(one, with_values));
    for (const WithdrawalShown& one : release.withdrawals)
        withdrawals.push_back(Json()
                                  .set("time", one.time)
                                  .set("reason", one.reason)
                                  .set("recipient", one.recipient)
                                  .set("statement", one.statement)
                                  .set("receipt", one.receipt));
    for (std::size_t i = 0; i < release.rows.size(); ++i) {
        Json row;
        row.set("row", release.rows[i]);
        if (with_tokens) row.set("row_token", gauze::to_text(release.tokens[i]));
        rows.push_back(std::move(row));
    }
    return Json()
        .set("party", release.party)
        .set("policy", release.policy)
        .set("notice", release.notice)
        .set("notice_version", release.notice_version)
        .set("rows", rows)
        .set("encodings_sent", release.encodings_sent)
        .set("sent", sent)
        .set("withdrawals", withdrawals);
}

Json to_json(const LedgerReply& reply, bool to_take_away, bool with_tokens)
{
    std::vector<Json> people;
    for (const Answer& answer : reply.answers) {
        std::vector<Json> releases;
        for (const ReleasedRun& one : answer.releases)
            releases.push_back(to_json(one, to_take_away, with_tokens));
        Json person;
        person.set("person", answer.person);
        if (to_take_away) person.set("reference", answer.reference);
        people.push_back(person.set("releases", releases));
    }
    return Json()
        .set("project", reply.project)
        .set("runs", reply.runs)
        .set("statements_of_others", reply.statements.unsigned_or_foreign)
        .set("people", people);
}

// One line of the CSV: everything that is said of one column.
class Line {
public:
    Line& operator<<(std::string_view cell)
    {
        if (!text_.empty()) text_ += ',';
        text_ += cell.empty() ? std::string("\"\"") : project::csv_cell(cell);
        return *this;
    }
    std::string end() const { return text_ + "\n"; }

private:
    std::string text_;
};

void add_lines(const Answer& answer, const ReleasedRun& release, const Sent& sent, const Portable& wanted,
               std::string& csv)
{
    const auto line = [&](std::string_view column, std::string_view value) {
        Line one;
        one << std::to_string(answer.person) << answer.reference << release.party << release.policy
            << release.notice << release.notice_version << sent.recipient << sent.time << column << value;
        if (wanted.tokens) {
            std::string tokens;
            for (const RowToken& token : release.tokens)
                tokens.append(tokens.empty() ? "" : " ").append(gauze::to_text(token));
            one << tokens;
        }
        csv += one.end();
    };
    if (sent.values.empty())
        for (const std::string& column : sent.columns) line(column, {});
    for (const auto& row : sent.values)
        for (const auto& [column, cell] : row) line(column, cell);
}

} // namespace

std::string in_words(const LedgerReply& reply)
{
    std::string text =
        fmt::format("Project {}: {} run{} asked.\n", reply.project, reply.runs, reply.runs == 1 ? "" : "s");
    for (const Answer& answer : reply.answers) {
        text += fmt::format("Person {} of the list: {}\n", answer.person,
                            answer.releases.empty() ? "nothing was released" : "");
        for (const ReleasedRun& release : answer.releases) text += told(release);
    }
    if (reply.statements.unsigned_or_foreign > 0)
        text += fmt::format("{} statements were passed over: no party of the policy signed them.\n",
                            reply.statements.unsigned_or_foreign);
    return text;
}

Json to_json(const LedgerReply& reply) { return to_json(reply, false, false); }

std::string portable_json(const LedgerReply& reply, const Portable& wanted)
{
    return to_json(reply, true, wanted.tokens).pretty();
}

std::string portable_csv(const LedgerReply& reply, const Portable& wanted)
{
    std::string csv = "person,reference,party,policy,notice,notice_version,recipient,time,column,value";
    csv += wanted.tokens ? ",row_tokens\n" : "\n";
    for (const Answer& answer : reply.answers)
        for (const ReleasedRun& release : answer.releases)
            for (const Sent& sent : release.sent) add_lines(answer, release, sent, wanted, csv);
    return csv;
}

} // namespace gauze::custodian

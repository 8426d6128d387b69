// The in-toto Statement (v1) of statement.hpp: its JSON, written and read in one way only.
#include "engine/project/statement.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/strict_object.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::string_view payload_type = "application/vnd.in-toto+json";
constexpr std::string_view statement_type = "https://in-toto.io/Statement/v1";
constexpr std::string_view predicate_type = "https://gauze.invalid/artefact/v1";
constexpr double most_counted = 9007199254740992; // 2^53: beyond it, readers of JSON differ
constexpr std::string_view content_mark = "#content";

[[noreturn]] void refuse(std::string_view code, const std::string& what,
                         const char* hint = "ask its sender for the file and its statement again")
{
    refuse_with(code, what, hint, Exit::bad_data);
}

// The predicate's texts in the order in which they are written.
struct Text {
    const char* name;
    std::string Statement::*member;
    std::size_t longest = 255; // bytes
};
constexpr std::array texts{
    Text{"kind", &Statement::kind},
    Text{"project", &Statement::project},
    Text{"policy", &Statement::policy},
    Text{"party", &Statement::party},
    Text{"role", &Statement::role},
    Text{"recipient", &Statement::recipient, 16384}, // 250 members of the longest names
    Text{"source", &Statement::source},
    Text{"release", &Statement::release},
    Text{"specification", &Statement::specification},
    Text{"check", &Statement::check},
    Text{"profile", &Statement::profile},
    Text{"tool", &Statement::tool},
    Text{"time", &Statement::time},
    Text{"territory", &Statement::territory},
};

bool is_text(std::string_view text, std::size_t longest = 255)
{
    return text.size() <= longest && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

bool is_made_of(std::string_view text, std::string_view letters)
{
    return !text.empty() && text.size() <= 64 && text.find_first_not_of(letters) == std::string_view::npos;
}

bool is_words(std::string_view text) { return is_made_of(text, "abcdefghijklmnopqrstuvwxyz0123456789-"); }

bool is_figure_name(std::string_view text)
{
    return is_made_of(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
}

bool is_digest_or_empty(std::string_view text)
{
    return text.empty() ||
           (text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos);
}

bool is_file_name(std::string_view text)
{
    return !text.empty() && text != "." && text != ".." && text.find('/') == std::string_view::npos &&
           !text.ends_with(content_mark);
}

std::optional<std::int64_t> seconds_from(std::string_view time)
{
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:ddZ";
    if (time.size() != shape.size()) return std::nullopt;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == 'd' ? time[i] < '0' || time[i] > '9' : time[i] != shape[i]) return std::nullopt;
    const auto two = [&](std::size_t at) { return (time[at] - '0') * 10 + (time[at + 1] - '0'); };
    const std::uint32_t day = day_from(time.substr(0, 10));
    if (day == 0 || two(11) > 23 || two(14) > 59 || two(17) > 59) return std::nullopt;
    return days_from_civil(day) * 86400 + two(11) * 3600 + two(14) * 60 + two(17);
}

bool are_counts(const Json& counts)
{
    return std::ranges::all_of(counts.keys(), [&](const std::string& name) {
        return is_figure_name(name) && counts.type(name) == Json::Type::whole && counts.real(name) >= 0 &&
               counts.real(name) <= most_counted;
    });
}

bool are_figures(const Json& figures)
{
    return std::ranges::all_of(figures.keys(), [&](const std::string& name) {
        switch (figures.type(name)) {
        case Json::Type::flag:
        case Json::Type::whole: return is_figure_name(name);
        case Json::Type::real: return is_figure_name(name) && std::isfinite(figures.real(name));
        case Json::Type::text: return is_figure_name(name) && is_text(figures.text(name));
        default: return false;
        }
    });
}

// Which member is not of its form; nothing when all are.
const char* fault_in(const Statement& statement)
{
    for (const Text& text : texts)
        if (!is_text(statement.*text.member, text.longest)) return text.name;
    if (!is_words(statement.kind)) return "kind";
    if (!is_words(statement.role)) return "role";
    if (statement.party.empty() || statement.party.find(',') != std::string::npos) return "party";
    if (!is_digest_or_empty(statement.policy)) return "policy";
    if (!is_digest_or_empty(statement.specification)) return "specification";
    if (!seconds_from(statement.time)) return "time";
    if (!is_text(statement.file) || !is_file_name(statement.file)) return "name";
    if (!is_digest_or_empty(statement.cipher_digest) || !is_digest_or_empty(statement.content_digest))
        return "sha256";
    if (!are_counts(statement.counts)) return "counts";
    return are_figures(statement.figures) ? nullptr : "figures";
}

Json subject(const std::string& name, const std::string& digest)
{
    Json json;
    json.set("name", name).set("digest", Json().set("sha256", digest));
    return json;
}

// One subject is the file or its content, two are the file and then its content, by their names.
void read_subjects(const StrictObject& json, std::string_view source, Statement& into)
{
    const auto subjects = json.objects("subject", {"name", "digest"});
    const auto digest = [&](std::size_t i) {
        std::string text = subjects[i].object("digest", {"sha256"}).text("sha256");
        if (text.empty())
            refuse("statement-subject", fmt::format("{} has a subject without a digest", source));
        return text;
    };
    const auto name = [&](std::size_t i) { return subjects[i].text("name"); };
    if (subjects.empty() || subjects.size() > 2)
        refuse("statement-subject", fmt::format("{} has not one or two subjects", source));
    if (subjects.size() == 2 && name(1) != name(0) + std::string(content_mark))
        refuse("statement-subject", fmt::format("{} is not about one file and its content", source));
    into.file = name(0);
    const bool content_alone = subjects.size() == 1 && into.file.ends_with(content_mark);
    if (content_alone) into.file.resize(into.file.size() - content_mark.size());
    if (!content_alone) into.cipher_digest = digest(0);
    if (content_alone || subjects.size() == 2) into.content_digest = digest(subjects.size() - 1);
}

void need(const std::string& found, std::string_view wanted, std::string_view member, std::string_view source)
{
    if (found != wanted)
        refuse("statement-version", fmt::format("\"{}\" of {} is not {}", member, source, wanted),
               "is it the right file? A newer version of gauze may have written it");
}

} // namespace

std::string Statement::to_json() const
{
    assert(fault_in(*this) == nullptr);
    assert(!cipher_digest.empty() || !content_digest.empty());
    std::vector<Json> subjects;
    if (!cipher_digest.empty()) subjects.push_back(subject(file, cipher_digest));
    if (!content_digest.empty())
        subjects.push_back(subject(fmt::format("{}{}", file, content_mark), content_digest));
    Json predicate;
    for (const Text& text : texts) predicate.set(text.name, this->*text.member);
    predicate.set("counts", counts).set("figures", figures).set("statistics_only", statistics_only);
    Json json;
    json.set("_type", statement_type)
        .set("subject", subjects)
        .set("predicateType", predicate_type)
        .set("predicate", predicate);
    return json.line();
}

Statement Statement::parse(std::string_view json, std::string_view source)
{
    if (json.size() > largest_envelope)
        refuse("statement-size", fmt::format("{} is larger than {} bytes", source, largest_envelope));
    const StrictObject whole(json, source, {"_type", "subject", "predicateType", "predicate"});
    need(whole.text("_type"), statement_type, "_type", source);
    need(whole.text("predicateType"), predicate_type, "predicateType", source);
    Statement statement;
    read_subjects(whole, source, statement);
    const StrictObject predicate =
        whole.object("predicate", {"kind", "project", "policy", "party", "role", "recipient", "source",
                                   "release", "specification", "check", "profile", "tool", "time",
                                   "territory", "counts", "figures", "statistics_only"});
    for (const Text& text : texts) statement.*text.member = predicate.text(text.name);
    statement.counts = predicate.free_object("counts");
    statement.figures = predicate.free_object("figures");
    statement.statistics_only = predicate.flag("statistics_only");
    if (const char* fault = fault_in(statement))
        refuse("statement-value", fmt::format("\"{}\" of {} is not of its form", fault, source));
    return statement;
}

bool Statement::is_for(std::string_view member) const
{
    for (std::string_view rest = recipient; !rest.empty() && !member.empty();) {
        const std::size_t comma = rest.find(',');
        if (rest.substr(0, comma) == member) return true;
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    return false;
}

std::int64_t Statement::stated_at() const
{
    const std::optional<std::int64_t> seconds = seconds_from(time);
    assert(seconds);
    return seconds.value_or(INT64_MAX);
}

Envelope make_envelope(const Statement& statement, const SigningKey& key)
{
    Envelope envelope{std::string(payload_type), statement.to_json(), {}};
    envelope.sign(key);
    return envelope;
}

Statement statement_in(const Envelope& envelope, std::string_view source)
{
    need(envelope.payload_type, payload_type, "payloadType", source);
    return Statement::parse(envelope.payload, fmt::format("the statement in {}", source));
}

} // namespace gauze::project

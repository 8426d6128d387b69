#include "engine/custodian/release/release.hpp"

#include "bloom/base/clock.hpp"
#include "engine/custodian/release/columns.hpp"

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

Json by_reason(const ReasonCounts& counts)
{
    Json json;
    for (std::size_t r = 1; r < reasons; ++r)
        if (counts[r] > 0) json.set(to_text(static_cast<Reason>(r)), counts[r]);
    return json;
}

// Codes of a policy may hold anything; names of counts may not.
std::string as_count_name(std::string code)
{
    for (char& c : code) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '-' || c == '_';
        if (!kept) c = '_';
    }
    return code;
}

} // namespace

Json ReleaseSummary::to_json() const
{
    Json codes;
    for (const auto& [code, count] : exempt) codes.set(code, count);
    std::vector<Json> read, sent;
    for (const auto& [name, list] : lists)
        read.push_back(Json()
                           .set("name", name)
                           .set("entries", list.entries)
                           .set("matching_no_row", list.unmatched)
                           .set("without_a_date", list.bad_dates)
                           .set("of_no_concern", list.without_effect));
    for (const ToRecipient& one : recipients)
        sent.push_back(Json()
                           .set("name", one.name)
                           .set("file", one.file.string())
                           .set("rows", one.rows)
                           .set("withheld", by_reason(one.withheld)));
    Json json = Json()
                    .set("excluded", by_reason(excluded))
                    .set("exempt", codes)
                    .set("lists", read)
                    .set("recipients", sent);
    if (opt_out_made_on != 0)
        json.set("opt_out", Json().set("made_on", day_text(opt_out_made_on)).set("numbers", opt_out_numbers));
    return json;
}

void ReleaseSummary::add_to(Json& counts) const
{
    for (std::size_t r = 1; r < reasons; ++r)
        if (excluded[r] > 0)
            counts.set(fmt::format("excluded.{}", to_text(static_cast<Reason>(r))), excluded[r]);
    for (const auto& [code, count] : exempt)
        if (count > 0) counts.set(fmt::format("exempt.{}", as_count_name(code)), count);
}

std::unique_ptr<Release> Release::of(const project::Policy& policy, const project::Party& party,
                                     const Source& file, const ReleaseFiles& files, Bytes own_secret)
{
    if (!policy.governance) return nullptr;
    return std::unique_ptr<Release>(new Release(policy, party, file, files, own_secret));
}

Release::Release(const project::Policy& policy, const project::Party& party, const Source& file,
                 const ReleaseFiles& files, Bytes own_secret)
    : policy_(policy),
      source_(*policy.governance->source(party.name)),
      episodes_(files.episodes),
      service_(ControlColumns(file).find(source_.service_column)),
      wards_(files.postcodes.empty() ? nullptr : std::make_unique<PostcodeWards>(files.postcodes)),
      eligibility_(policy, party, file, files, wards_.get(), today()),
      payload_(policy, party, file, wards_.get(), own_secret, today()),
      quality_(policy, party, file),
      retention_(*policy.governance, party.name, file, today())
{
    check_tables(source_, episodes_);
    for (const RecipientPayload& one : payload_.recipients())
        summary_.recipients.push_back({one.name, one.file, 0, {}});
}

void Release::count_encoded(std::span<const Reason> recipients)
{
    for (std::size_t i = 0; i < payload_.recipients().size(); ++i) {
        const Reason reason = recipients[payload_.recipients()[i].recipient];
        if (reason == Reason::none)
            ++summary_.recipients[i].rows;
        else
            ++summary_.recipients[i].withheld[static_cast<std::size_t>(reason)];
    }
}

std::vector<EpisodeSummary> Release::send_episodes(const OutputFolder& out)
{
    std::vector<EpisodeSummary> summaries;
    for (const EpisodeInput& input : episodes_)
        summaries.push_back(custodian::send_episodes(policy_, source_, input, wards_.get(), sent_, out));
    return summaries;
}

ReleaseSummary Release::summary() const
{
    ReleaseSummary summary = summary_;
    for (std::size_t e = 0; e < eligibility_.exempt().size(); ++e)
        summary.exempt.emplace_back(source_.consent.exemptions[e], eligibility_.exempt()[e]);
    summary.lists = eligibility_.list_counts();
    if (const auto& list = eligibility_.opt_out()) {
        summary.opt_out_numbers = list->numbers();
        summary.opt_out_made_on = list->made_on();
    }
    return summary;
}

} // namespace gauze::custodian

// A thousand files drawn at random under policies drawn at random. Who is in is decided a second time here,
// from the drawing and not from the file, by rules written down once more; both must agree on every row, for
// every recipient, and the counts must balance.
#include "tests/engine/custodian/release/made_release.hpp"

#include <algorithm>
#include <chrono>
#include <random>

namespace gauze::custodian {
namespace {

using project::Consent;
using namespace std::chrono;

sys_days day_of(const std::string& iso)
{
    return year{std::stoi(iso.substr(0, 4))} / month{static_cast<unsigned>(std::stoi(iso.substr(5, 2)))} /
           day{static_cast<unsigned>(std::stoi(iso.substr(8, 2)))};
}

// One row as it was drawn. Dates are ISO or "" or "bad".
struct Drawn {
    bool ragged = false;
    std::string ref, nhs, service, word, date, form, duty, word_outside, ward, postcode, dob, edd, given,
        family;
};

class Draw {
public:
    explicit Draw(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
    bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
    template <typename... Texts>
    std::string one_of(Texts... texts)
    {
        const std::vector<std::string> all{texts...};
        return all[below(all.size())];
    }
    std::string day(int first, int last)
    {
        return day_from_today(first + static_cast<int>(below(static_cast<std::size_t>(last - first + 1))));
    }
    std::mt19937& source() { return random_; }

private:
    std::mt19937 random_;
};

struct List {
    struct Entry {
        std::string ref, nhs, service, right, recipient;
    };
    std::vector<Entry> entries;
    bool names(const Drawn& row, bool services, const std::string& right, const std::string& recipient) const
    {
        return std::ranges::any_of(entries, [&](const Entry& e) {
            return meets(e, row, services) && e.right == right && e.recipient == recipient;
        });
    }
    static bool meets(const Entry& e, const Drawn& row, bool services)
    {
        const bool who = (!e.ref.empty() && e.ref == row.ref) || (!e.nhs.empty() && e.nhs == row.nhs);
        return who && (!services || e.service.empty() || e.service == row.service);
    }
};

class ConsentBalance : public ReleaseRun {
protected:
    void agree_on(std::size_t files);
    Draw draw_{20261122};
    bool services_ = false, wards_ = false, window_ = false, unborn_ = false, outside_asks_ = false;
    List objections_, withdrawals_, rights_;
    std::set<std::string> allowed_;
    static constexpr int months_below = 48, unborn_months = 9;

    void draw_policy(std::size_t number)
    {
        policy_ = made_policy();
        files_ = {};
        project::Source& s = source();
        services_ = draw_.chance(50), wards_ = draw_.chance(40), window_ = draw_.chance(50);
        unborn_ = window_ && draw_.chance(50), outside_asks_ = draw_.chance(50);
        for (const char* name :
             {"nhs", "service", "consent", "cdate", "form", "duty", "outside_ok", "postcode", "edd", "note"})
            s.columns.push_back(used(name, {ColumnUse::control}));
        s.columns.back().uses = {ColumnUse::drop};
        s.columns.push_back(sent("visits", PayloadKind::number));
        s.consent.mode = number % 3 == 0   ? Consent::Mode::opt_in
                         : number % 3 == 1 ? Consent::Mode::objection
                                           : Consent::Mode::none;
        if (s.consent.mode == Consent::Mode::opt_in) {
            s.consent.column = "consent", s.consent.date_column = "cdate";
            if (draw_.chance(50)) s.consent.form_column = "form", s.consent.forms = {"v2", "v3"};
            if (draw_.chance(50))
                s.consent.exemption_column = "duty", s.consent.exemptions = {"CPP", "COURT"};
            if (draw_.chance(50)) s.consent.valid_months = 12;
        }
        if (services_) s.service_column = "service";
        if (draw_.chance(40)) s.opt_out = {.column = "nhs", .most_days = 7, .reason = {}, .unborn = false};
        if (wards_)
            s.eligibility.postcode_column = "postcode", s.eligibility.wards = {"Stockwell", "Vassall"};
        if (window_) {
            s.eligibility.birth_column = "dob", s.eligibility.at = today();
            s.eligibility.months_below = months_below;
            if (unborn_) s.eligibility.expected_column = "edd", s.eligibility.unborn_months = unborn_months;
        }
        if (outside_asks_) policy_.governance->recipients[1].consent_column = "outside_ok";
    }

    Drawn draw_row(std::size_t number)
    {
        Drawn d;
        d.ragged = draw_.chance(4);
        d.ref = fmt::format("R{}", number / 2 * 2); // two rows often share a reference
        do d.nhs = nhs_number(static_cast<std::uint32_t>(draw_.below(999999999)));
        while (d.nhs.empty());
        if (draw_.chance(15)) d.nhs = draw_.one_of("", "9434765918", "12345");
        d.service = draw_.one_of("hv", "slt");
        d.word = draw_.one_of("Y", "y", " Y ", "N", "no", "", "  ", "\xc2\xa0", "?", "Ja", "Y?", "\xc3\x9d",
                              "maybe");
        if (draw_.chance(50)) d.word = "Y";
        d.date = draw_.chance(70)
                     ? draw_.day(-300, 0)
                     : draw_.one_of(draw_.day(-900, -1), draw_.day(1, 40), std::string(), std::string("bad"));
        d.form = draw_.one_of("v1", "v2", "V3", "");
        d.duty = draw_.chance(80) ? "" : draw_.one_of("CPP", "court", "other");
        d.word_outside = draw_.one_of("Y", "", "N", "perhaps");
        d.ward = draw_.one_of("Stockwell", "Vassall", "Elsewhere", "unlisted", "blank");
        d.postcode = d.ward == "Stockwell"   ? "SW9 0AA"
                     : d.ward == "Vassall"   ? "sw90ab"
                     : d.ward == "Elsewhere" ? "E17 4AB"
                     : d.ward == "unlisted"  ? "M1 1AE"
                                             : "";
        d.given = draw_.one_of("Anna", "Zo\xc3\xab", "\"Jo\"\"e\"", "Baby One", "O'Brien");
        d.family = draw_.one_of("Smith", "\"Smith, Jones\"", "L\xc3\xb3pez");
        d.dob = draw_.chance(70) ? draw_.day(-1900, 0)
                                 : draw_.one_of(std::string(), draw_.day(-20000, -1), draw_.day(1, 400));
        if (draw_.chance(4)) d.dob = "bad";
        d.edd = draw_.chance(50) ? "" : draw_.day(-100, 400);
        if (draw_.chance(5)) d.given.clear(), d.family.clear(), d.dob.clear();
        return d;
    }

    std::string written(const std::string& iso)
    {
        if (iso.empty()) return iso;
        if (iso == "bad") return draw_.one_of("31-02-2020", "soon", "2026-13-01", "12/2026", "99");
        const std::string y = iso.substr(0, 4), m = iso.substr(5, 2), d = iso.substr(8, 2);
        return draw_.one_of(iso, d + "/" + m + "/" + y, y + m + d, d + m + y, " " + iso + " ",
                            iso + " 10:15");
    }

    std::string file_of(const std::vector<Drawn>& rows)
    {
        std::vector<std::string> order{"ref",  "nhs",   "service",    "consent",  "cdate",
                                       "form", "duty",  "outside_ok", "postcode", "dob",
                                       "edd",  "given", "family",     "visits",   "note"};
        std::shuffle(order.begin(), order.end(), draw_.source());
        const std::string end = draw_.chance(30) ? "\r\n" : "\n";
        std::string text = draw_.chance(20) ? "\xEF\xBB\xBF" : "";
        const auto line = [&](const std::vector<std::string>& cells) {
            for (std::size_t c = 0; c < cells.size(); ++c) (text += c == 0 ? "" : ",") += cells[c];
            text += end;
        };
        line(order);
        for (const Drawn& d : rows) {
            std::map<std::string, std::string> cells{{"ref", d.ref},
                                                     {"nhs", d.nhs},
                                                     {"service", d.service},
                                                     {"consent", d.word},
                                                     {"cdate", written(d.date)},
                                                     {"form", d.form},
                                                     {"duty", d.duty},
                                                     {"outside_ok", d.word_outside},
                                                     {"postcode", d.postcode},
                                                     {"dob", d.dob == "bad" ? "2020-02-31" : d.dob},
                                                     {"edd", d.edd.empty() ? "" : written(d.edd)},
                                                     {"given", d.given},
                                                     {"family", d.family},
                                                     {"visits", "3"},
                                                     {"note", "\"free, text\nof two lines\""}};
            std::vector<std::string> out;
            for (const std::string& name : order) out.push_back(cells[name]);
            if (d.ragged) out.push_back("one too many");
            line(out);
            if (draw_.chance(5)) text += end;
        }
        return text;
    }

    void draw_lists(const std::vector<Drawn>& rows)
    {
        objections_ = withdrawals_ = rights_ = {};
        const auto some = [&](List& list, bool recipients) {
            for (std::size_t i = draw_.below(6); i > 0 && !rows.empty(); --i) {
                const Drawn& d = rows[draw_.below(rows.size())];
                // Lists can speak of NHS numbers where the policy says which column holds them.
                const bool usable = d.nhs.size() == 10 && !source().opt_out.column.empty();
                List::Entry e{d.ref, usable ? d.nhs : "", draw_.one_of("", "hv", "slt"), "object", ""};
                if (usable && draw_.chance(50))
                    e.ref.clear();
                else if (draw_.chance(50))
                    e.nhs.clear();
                if (draw_.chance(20)) e.ref = "nobody", e.nhs.clear();
                if (recipients && draw_.chance(30)) e.recipient = draw_.one_of("analysis", "outside");
                list.entries.push_back(e);
            }
        };
        some(objections_, true);
        some(withdrawals_, false);
        some(rights_, false);
        for (List::Entry& e : rights_.entries)
            e.right = draw_.one_of("restrict", "erase", "object", "rectify");
        const auto write = [&](const std::string& name, const List& l) {
            std::string text = "date,nhs,ref,service,recipient,right\n";
            for (const List::Entry& e : l.entries) {
                const std::string service = services_ ? e.service : "",
                                  ref = draw_.chance(30) && !e.ref.empty() ? " " + e.ref : e.ref;
                text += fmt::format("{},{},{},{},{},{}\n", day_from_today(-5), e.nhs, ref, service,
                                    e.recipient, e.right);
            }
            return list(name, text);
        };
        const bool must = source().consent.mode == Consent::Mode::objection;
        if (must || draw_.chance(60))
            files_.objections = write("objections.csv", objections_);
        else
            objections_ = {};
        if (draw_.chance(50))
            files_.withdrawals = write("withdrawals.csv", withdrawals_);
        else
            withdrawals_ = {};
        if (draw_.chance(50))
            files_.rights = write("rights.csv", rights_);
        else
            rights_ = {};
        if (wards_)
            files_.postcodes = list("postcodes.csv",
                                    "postcode,ward\nSW9 0AA,Stockwell\nSW9 0AB,VASSALL\nE17 4AB,Elsewhere\n");
        allowed_.clear();
        if (source().opt_out.column.empty()) return;
        for (const Drawn& d : rows)
            if (d.nhs.size() == 10 && d.nhs != "9434765918" && draw_.chance(80)) allowed_.insert(d.nhs);
        allowed_.insert("9434765919"); // of nobody in the file
        std::string text;
        for (const std::string& number : allowed_) text += number + ",\n";
        const std::string today_text = day_from_today(-static_cast<int>(draw_.below(8)));
        files_.opt_out = list(fmt::format("X26HC-{}{}{}-0001.dat", today_text.substr(8, 2),
                                          today_text.substr(5, 2), today_text.substr(2, 2)),
                              text);
    }

    // The rules once more.
    static std::string lower_trimmed(std::string text)
    {
        while (!text.empty() && text.front() == ' ') text.erase(0, 1);
        while (!text.empty() && text.back() == ' ') text.pop_back();
        for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return text;
    }
    static std::string word_reason(const std::string& word)
    {
        const std::string w = lower_trimmed(word);
        if (w.empty() || w == "\xc2\xa0") return "not-consented-blank";
        if (w == "y") return "";
        return w == "n" || w == "no" ? "not-consented-no" : "consent-unknown-word";
    }
    std::string consent_reason(const Drawn& d)
    {
        const Consent& c = source().consent;
        if (c.mode != Consent::Mode::opt_in) return "";
        std::string reason = word_reason(d.word);
        const sys_days now = day_of(day_from_today(0));
        if (reason.empty()) {
            if (d.date.empty())
                reason = "consent-no-date";
            else if (d.date == "bad")
                reason = "consent-bad-date";
            else if (day_of(d.date) > now)
                reason = "consent-in-future";
            else if (c.valid_months > 0) {
                year_month_day end = year_month_day(day_of(d.date)) + months(c.valid_months);
                if (!end.ok()) end = end.year() / end.month() / last;
                if (sys_days(end) <= now) reason = "consent-expired";
            }
        }
        if (reason.empty() && !c.forms.empty() && d.form != "v2" && d.form != "V3")
            reason = "consent-wrong-form";
        if (!reason.empty() && !c.exemptions.empty() && (d.duty == "CPP" || d.duty == "court")) return "";
        return reason;
    }
    std::string age_reason(const Drawn& d) const
    {
        if (!window_) return "";
        if (d.dob == "bad") return "bad-birth-date";
        const bool dated = !d.dob.empty();
        const std::string from = dated ? d.dob : unborn_ ? d.edd : "";
        if (from.empty()) return "no-birth-date";
        const sys_days born = day_of(from), now = day_of(day_from_today(0));
        if (born > now) {
            if (!unborn_) return "too-young";
            year_month_day start = year_month_day(born) - months(unborn_months);
            if (!start.ok()) start = start.year() / start.month() / last;
            return sys_days(start) > now ? "unborn-too-early" : "";
        }
        // Too old from the day on which the months are full; who was born on the 31st has to wait for the
        // 1st.
        const year_month_day end = year_month_day(born) + months(months_below);
        const sys_days full = end.ok() ? sys_days(end) : sys_days(end.year() / end.month() / last) + days(1);
        return full <= now ? "too-old" : "";
    }
    std::string expected_reason(const Drawn& d)
    {
        if (const std::string r = consent_reason(d); !r.empty()) return r;
        if (objections_.names(d, services_, "object", "") || rights_.names(d, services_, "object", ""))
            return "objected";
        if (withdrawals_.names(d, services_, "object", "")) return "withdrawn";
        if (rights_.names(d, services_, "restrict", "")) return "restricted";
        if (rights_.names(d, services_, "erase", "")) return "erased";
        if (!source().opt_out.column.empty()) {
            if (d.nhs.size() != 10 || d.nhs == "9434765918") return "no-nhs-number";
            if (!allowed_.contains(d.nhs)) return "opted-out";
        }
        if (wards_ && d.ward == "blank") return "no-postcode";
        if (wards_ && d.ward == "unlisted") return "postcode-unknown";
        if (wards_ && d.ward == "Elsewhere") return "outside-wards";
        if (const std::string r = age_reason(d); !r.empty()) return r;
        return d.given.empty() && d.family.empty() && d.dob.empty() ? "nothing-to-compare" : "";
    }
    bool goes_to(const Drawn& d, const std::string& recipient)
    {
        if (objections_.names(d, services_, "object", recipient)) return false;
        return recipient != "outside" || !outside_asks_ || word_reason(d.word_outside).empty();
    }

    void expect_agreement(const std::vector<Drawn>& rows, const EncodeSummary& summary)
    {
        std::map<std::string, std::uint64_t> reasons_expected;
        std::map<std::string, std::set<std::uint64_t>> given_expected{{"analysis", {}}, {"outside", {}}};
        std::set<std::uint64_t> in;
        std::uint64_t ragged = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            ragged += rows[i].ragged;
            if (rows[i].ragged) continue;
            const std::string reason = expected_reason(rows[i]);
            if (!reason.empty()) {
                ++reasons_expected[reason];
                continue;
            }
            in.insert(i + 1);
            for (auto& [recipient, given] : given_expected)
                if (goes_to(rows[i], recipient)) given.insert(i + 1);
        }
        ASSERT_EQ(rows_in(), in);
        std::map<std::string, std::uint64_t> reasons_found;
        for (std::size_t r = 1; r < reasons; ++r)
            if (summary.release->excluded[r] > 0)
                reasons_found[std::string(to_text(static_cast<Reason>(r)))] = summary.release->excluded[r];
        EXPECT_EQ(reasons_found, reasons_expected);
        EXPECT_EQ(summary.counts.rejected, ragged);
        EXPECT_EQ(summary.counts.encoded, in.size());
        EXPECT_EQ(summary.counts.read, rows.size());
        EXPECT_TRUE(summary.counts.balance());
        for (const auto& [recipient, given] : given_expected) {
            std::set<std::uint64_t> found;
            for (const auto& [row, cells] : payload(recipient)) found.insert(row);
            EXPECT_EQ(found, given) << recipient;
        }
        EXPECT_FALSE(std::filesystem::exists(folder_ / "out/to-funder"));
        for (const auto& [name, counts] : summary.release->lists) {
            const List& list = name == "objections"    ? objections_
                               : name == "withdrawals" ? withdrawals_
                                                       : rights_;
            std::uint64_t unmatched = 0, idle = 0;
            for (const List::Entry& e : list.entries) {
                if (e.right == "rectify")
                    ++idle;
                else
                    unmatched += std::ranges::none_of(
                        rows, [&](const Drawn& d) { return !d.ragged && List::meets(e, d, services_); });
            }
            EXPECT_EQ(counts.entries, list.entries.size()) << name;
            EXPECT_EQ(counts.without_effect, idle) << name;
            EXPECT_EQ(counts.unmatched, unmatched) << name;
        }
    }
};

void ConsentBalance::agree_on(std::size_t files)
{
    std::size_t encoded_files = 0, rows_seen = 0;
    for (std::size_t file = 0; file < files; ++file) {
        SCOPED_TRACE(file);
        draw_policy(file);
        std::vector<Drawn> rows;
        for (std::size_t i = 0, n = 1 + draw_.below(40); i < n; ++i) rows.push_back(draw_row(i));
        draw_lists(rows);
        std::optional<EncodeSummary> summary;
        const std::string text = file_of(rows);
        try {
            summary = run(text);
        } catch (const Error& error) {
            // Nothing to send is no fault of the rules: then nobody may be in.
            const bool nobody = std::ranges::none_of(
                rows, [&](const Drawn& d) { return !d.ragged && expected_reason(d).empty(); });
            ASSERT_TRUE(nobody) << error.what();
            continue;
        }
        ++encoded_files;
        rows_seen += rows.size();
        expect_agreement(rows, *summary);
        if (HasFatalFailure() || HasNonfatalFailure()) return;
    }
    RecordProperty("rows", std::to_string(rows_seen));
    EXPECT_GT(encoded_files * 10, files * 7);
}

TEST_F(ConsentBalance, CountsBalanceOnDrawnFilesAndASecondOpinionAgreesOnEveryRow) { agree_on(60); }

class ConsentBalanceLong : public ConsentBalance {};
TEST_F(ConsentBalanceLong, CountsBalanceOnAThousandDrawnFilesAndASecondOpinionAgreesOnEveryRow)
{
    agree_on(1000);
}

} // namespace
} // namespace gauze::custodian

// What each custodian knows about a person besides who it is: the columns a study is about. The values hang
// together across custodians (a small baby is more often behind at school; a family in need has more of most
// troubles), so that a cohort of linked records shows something and a cohort of wrong links shows less of it.
#pragma once

#include "datasets/synth/five/population.hpp"

#include <cstdint>
#include <string_view>

namespace gauze::synth::five {

struct HospitalPayload {
    std::uint32_t birth_weight_g = 0;
    std::uint32_t gestation_weeks = 0;
};

struct GpPayload {
    bool household_smoker = false; // the same for all children of a household
    bool immunised = false;
};

struct SchoolPayload {
    std::uint32_t attendance_per_mille = 0;
    bool early_years_goals = false; // the expected level at the end of reception year
    bool free_school_meals = false; // the same for all children of a household
};

struct SocialCarePayload {
    std::uint32_t assessments = 0;
    std::string_view plan;
};

// The same for all children of a household.
struct HousingPayload {
    std::string_view tenure, arrears_band;
    std::uint32_t household_size = 0;
};

HospitalPayload hospital_payload(Seed seed, const Person& person);
GpPayload gp_payload(Seed seed, const Person& person);
SchoolPayload school_payload(Seed seed, const Person& person);
SocialCarePayload social_care_payload(Seed seed, const Person& person);
HousingPayload housing_payload(Seed seed, const Person& person);

} // namespace gauze::synth::five

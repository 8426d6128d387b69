// Names of eastern Asia: given names in an older and a younger fashion (1960, 2010), family names. Two
// syllables of a Chinese given name stand apart here; tables.cpp says how they are registered. Weights are
// our own estimates.
#include "datasets/synth/names/stocks.hpp"

namespace gauze::synth {

namespace {

constexpr std::string_view mandarin_girls = R"(
Li 30 4 Fang 25 1 Min 25 3 Jing 20 5 Xiu_Ying 20 1 Gui_Lan 15 1 Yu_Lan 15 1 Shu_Zhen 12 1 Xiu_Lan 15 1 Mei_Ling 15 3 Xiao_Hong 12 1 Xiao_Yan 12 2 Xiao_Mei 8 2 Hui 15 2 Na 10 1 Ting 6 5 Yan 20 2 Ying 15 3 Xue 6 3 Xia 10 1
Yi 3 15 Xin_Yi 3 30 Zi_Han 1 25 Ke_Xin 1 25 Yu_Xin 1 30 Yi_Nuo 1 20 Zi_Xuan 1 20 Xin_Yue 1 20 Yu_Tong 1 25 Shi_Han 1 15 Meng_Yao 1 12 Si_Qi 1 12 Yu_Han 1 15 Jia_Yi 2 20 Ya_Ting 2 8 Jia_Qi 1 12 Ruo_Xi 1 10 Mu_Chen 1 6 An_Qi 2 10 Xin 3 20
Wei 15 2 Qian 6 4 Lan 10 1 Hong 15 1 Juan 15 1 Qing 10 3 Lin 8 6 Jia_Hui 3 8 Shu_Ting 2 6 Wan_Ting 2 5 Chun_Hua 8 1 Yue 4 10 Ya 4 2 Xi 1 6 Zhi 1 5
)";
constexpr std::string_view mandarin_boys = R"(
Wei 40 8 Jian_Guo 20 1 Jian_Hua 15 1 Guo_Qiang 12 1 Zhi_Qiang 15 1 Jun 25 6 Lei 20 4 Qiang 20 1 Yong 20 1 Jie 15 8 Tao 15 3 Ming 20 6 Chao 12 3 Bo 10 6 Peng 12 2 Xiao_Ming 10 2 Hai_Tao 6 1 Wen_Bin 6 2 Zhi_Wei 8 2 Hong_Wei 10 1
Hao 5 25 Hao_Ran 1 35 Zi_Hao 2 30 Yu_Xuan 1 30 Zi_Xuan 1 25 Hao_Yu 1 30 Yu_Chen 1 30 Mu_Chen 1 15 Jun_Jie 4 20 Zi_Han 1 12 Yi_Chen 1 20 Tian_Yu 1 12 Yi_Fan 2 12 Zi_Rui 1 12 Jia_Hao 2 15 Rui 2 12 Kai 4 12 Xuan 2 6 Yi 3 15 Zhi 2 12
Yang 12 5 Feng 15 2 Gang 12 1 Bin 12 2 Chen 6 8 Dong 10 2 Han 3 6 Long 8 3 Yu 8 8 Zhen 6 3 Jian 15 2 Jin 6 8 Song 6 2 Ze_Yu 1 12 Yan 5 4
)";
constexpr std::string_view mandarin_families = R"(
Wang 75 Li 75 Zhang 70 Liu 55 Chen 60 Yang 32 Zhao 24 Huang 28 Zhou 24 Wu 24 Xu 22 Sun 20 Hu 14 Zhu 15 Gao 12 Lin 28 He 14 Guo 14 Ma 14 Luo 10 Liang 10 Song 9 Zheng 18 Xie 9 Han 8 Tang 10 Feng 8 Yu 10 Dong 8 Xiao 7 Cheng 7 Cao 7 Yuan 6
Deng 8 Fu 6 Shen 8 Zeng 6 Peng 6 Lu 10 Lü 2 Su 6 Jiang 10 Cai 7 Jia 4 Ding 5 Wei 8 Xue 4 Ye 10 Yan 6 Pan 7 Du 4 Dai 4 Xia 5 Zhong 5 Tian 5 Ren 4 Jiang 3 Fan 5 Fang 6 Shi 6 Yao 5 Tan 8 Liao 4 Zou 4 Xiong 3 Jin 5 Kong 3 Bai 3 Cui 3 Kang 3 Mao 3 Qiu 4
Ouyang 3 Situ 1 Shangguan 1 Zhuge 1 Weng 4 Ni 4 Chu 2 E 1 Ou 2 An 1 Qin 4 Wan 3 Lei 3 Long 2 Hou 2 Shao 2 Meng 2 Qian 3 Tao 2 Gu 3 Mo 2
)";
constexpr std::string_view cantonese_girls = R"(
Mei_Ling 20 2 Suk_Yee 15 1 Lai_Ping 15 1 Yuk_Lan 12 1 Siu_Ling 12 1 Wai_Ling 15 1 Mei_Fong 10 1 Sau_Ying 12 1 Wing_Yan 5 20 Ka_Yan 8 12 Hoi_Yan 4 10 Tsz_Ching 2 25 Hiu_Tung 2 20 Cheuk_Yiu 1 15 Hei_Tung 1 12 Sum_Yi 1 10 Tsz_Yan 3 12 Lok_Yiu 1 12
Ching_Yi 4 8 Wai_Yin 10 2 Yuk_Ling 10 1 Pui_Yee 8 2 Ka_Man 10 4 Wing_Tung 2 12 Nga_Lam 1 6 Hei_Yu 1 15 Yan_Yu 1 8 Yuet_Ying 8 1 Kit_Ying 8 1 Oi_Lin 6 1 Lai_Kuen 10 1 Siu_Mui 5 1 Man_Yee 8 2 Yee_Man 8 2 Suet_Ying 3 4
)";
constexpr std::string_view cantonese_boys = R"(
Wai_Man 15 2 Chi_Keung 15 1 Kwok_Wai 15 1 Kam_Wing 12 1 Chi_Wai 15 2 Wing_Kit 8 4 Ka_Ming 12 2 Siu_Ming 10 1 Kin_Wah 10 1 Yiu_Ming 10 1 Ho_Yin 3 20 Chun_Hei 2 25 Tsz_Hin 1 25 Lok_Hei 1 20 Cheuk_Hei 1 20 Ka_Ho 5 12 Ho_Ching 1 12 Long_Hin 1 10
Chung_Yan 3 4 Man_Kit 8 4 Chi_Ho 6 8 Wai_Lun 6 3 Kwan_Ho 3 6 Yat_Long 1 12 Hin_Chung 2 6 Kai_Chung 4 4 Hon_Wing 6 1 Tak_Ming 8 1 Kwok_Keung 8 1 Shing_Yip 3 2 Pak_Yin 1 8 Sze_Long 1 5 Ching_Long 1 8 Yu_Hin 1 10 Wang_Hei 1 8
)";
constexpr std::string_view cantonese_families = R"(
Chan 95 Wong 90 Lee 65 Leung 50 Cheung 60 Lau 50 Ho 45 Lam 50 Ng 48 Chow 35 Tang 30 Yip 28 Tsang 28 Cheng 28 Yeung 30 Chu 22 Chung 20 Fung 22 Tsui 12 Mak 20 Kwok 22 Tse 25 Lai 20 Man 22 Hui 16 Lo 18 Law 18 Liu 14 Yuen 16 Poon 16 Kwan 14 Lui 14 Mok 12 Siu 12
Choi 15 Pang 14 Wan 10 So 10 Sin 8 Kong 8 Tam 12 Yu 14 Au 8 Au-Yeung 6 Szeto 4 Fok 4 Ko 8 Li 20 Ip 4 Hau 3 Hon 4 Kan 5 Kam 5 Lok 3 Lung 3 Shek 3 Shum 4 Sit 3 Suen 3 To 5 Tong 8 Tsoi 4 Woo 8 Wu 6 Yau 8 Yim 3 Yung 5 Chau 10 Chiu 8 Cho 3 Chui 8 O 1
)";
constexpr std::string_view vietnamese_girls = R"(
Lan 30 5 Hoa 30 2 Hương 25 5 Mai 20 20 Linh 10 40 Thảo 10 20 Trang 10 20 Ngọc 12 20 Hạnh 20 3 Hồng 20 3 Thu 15 4 Thủy 15 3 Nga 12 3 Phương 15 15 Quỳnh 5 12 Anh 8 30 Bích 10 2 Châu 8 8 Dung 15 3 Hà 12 10 Hằng 12 5 Hiền 12 3 Huyền 8 10 Kim 12 6 Loan 12 1 Ly 4 10 My 4 15 Nhung 8 5 Oanh 8 2 Thanh 12 5 Tuyết 12 2 Vy 1 20 Yến 10 8 Bảo_Ngọc 1 8 Khánh_Linh 1 8
)";
constexpr std::string_view vietnamese_boys = R"(
Minh 20 40 Hùng 25 6 Dũng 20 6 Tuấn 20 15 Anh 6 20 Đức 10 20 Hải 15 8 Hoàng 10 15 Huy 6 25 Khôi 1 15 Khoa 4 12 Kiên 5 10 Lâm 6 10 Long 10 15 Nam 10 15 Phong 8 15 Phúc 8 12 Quân 6 10 Quang 12 8 Sơn 15 6 Thắng 15 5 Thành 15 8 Tiến 10 5 Trung 12 6 Tùng 8 8 Việt 8 6 Vinh 8 6 Bảo 3 20 Đạt 6 10 An 3 10 Gia_Bảo 1 12 Duy 6 10 Hiếu 8 10 Khánh 6 8 Luân 3 3
)";
constexpr std::string_view vietnamese_families = R"(
Nguyễn 380 Trần 120 Lê 95 Phạm 70 Huỳnh 40 Hoàng 40 Phan 40 Vũ 35 Võ 28 Đặng 22 Bùi 20 Đỗ 18 Hồ 14 Ngô 14 Dương 12 Lý 8 Đinh 8 Đoàn 6 Lâm 8 Trịnh 6 Trương 10 Mai 6 Tô 5 Tạ 4 Lương 6 Cao 5 Châu 4 Hà 5 Lưu 4 Vương 4 Quách 3 Thái 4 Tăng 3
)";
constexpr std::string_view filipino_girls = R"(
Maria 60 10 Marites 25 1 Rosario 20 1 Lourdes 20 1 Teresita 20 1 Corazon 20 1 Jocelyn 25 3 Rowena 20 2 Maricel 20 2 Marilou 15 1 Analyn 15 2 Jennylyn 8 3 Cherry 8 3 Rhea 6 5 Althea 1 20 Princess 2 15 Angel 3 20 Angelica 4 12 Bea 2 10 Sofia 2 20 Samantha 1 15 Jasmine 2 15 Precious 2 10 Kathleen 4 6 Nicole 3 10 Andrea 4 10 Kyla 1 8 Trisha 1 8 Maria_Cristina 8 2 Mary_Grace 10 5 Mary_Jane 10 4 Mary_Ann 10 3 Zia 1 8
)";
constexpr std::string_view filipino_boys = R"(
Jose 30 3 Antonio 25 3 Eduardo 25 2 Rolando 20 1 Roberto 20 2 Reynaldo 20 1 Ronaldo 20 1 Danilo 20 1 Romeo 15 1 Ferdinand 12 1 Jomar 6 5 Arnel 15 1 Rommel 10 1 Jericho 3 10 Joshua 3 25 John_Paul 8 6 John_Mark 6 6 Mark_Anthony 6 4 Angelo 6 12 Gabriel 4 20 Miguel 4 15 Nathaniel 2 15 Jacob 1 12 Sean 2 10 Ethan 1 15 Rafael 4 10 Carl 3 6 Kurt 2 6 Francis 6 8 Joaquin 2 8 Kyle 2 12 Vince 3 6
)";
constexpr std::string_view filipino_families = R"(
Santos 60 Reyes 55 Cruz 52 Bautista 40 dela_Cruz 35 Dela_Cruz 15 Garcia 45 Ocampo 18 Mendoza 35 Torres 28 Ramos 30 Gonzales 28 Flores 22 Villanueva 22 Castillo 18 Rivera 22 Aquino 20 Fernandez 18 de_Guzman 14 Lopez 20 Perez 16 Castro 18 Mercado 14 Domingo 12 Francisco 14 Salazar 12 Soriano 10
Aguilar 12 Valdez 10 Tolentino 10 Pascual 10 Santiago 14 Navarro 10 Manalo 10 Magno 4 Macaraeg 3 Dimaculangan 3 Panganiban 5 Pangilinan 5 Magsaysay 1 Catacutan 2 Lim 8 Tan 10 Sy 4 Go 3 Chua 5 Uy 3 del_Rosario 10 de_los_Santos 5 San_Juan 5 San_Pedro 3 Abad 5 Agustin 8 Alcantara 6 Batungbakal 1
)";

} // namespace

std::span<const Stock> stocks_of_east_asia()
{
    using enum StockName;
    static constexpr std::array<Stock, 4> all{{
        {mandarin, mandarin_girls, mandarin_boys, two_fashions, mandarin_families, 800'000},
        {cantonese, cantonese_girls, cantonese_boys, two_fashions, cantonese_families},
        {vietnamese, vietnamese_girls, vietnamese_boys, two_fashions, vietnamese_families, 850'000},
        {filipino, filipino_girls, filipino_boys, two_fashions, filipino_families},
    }};
    return all;
}

} // namespace gauze::synth

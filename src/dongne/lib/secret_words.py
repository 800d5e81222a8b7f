"""Words that a secret is written in: 256 a language, one for each byte.

Chosen for being read out on the telephone and copied by hand by somebody of eighty: everyday
things, nothing that hurts, no word the beginning of another, no two that differ in one sound.
The place in the list is the value of the byte: the lists never change, nor does their order.
"""

_KOREAN = """
    가로등 가방 가위 가을 갈매기 갈치 감나무 감자 강아지 개구리 거미 거북이 거울 고구마
    고등어 고래 고무신 고양이 고추 곰인형 공책 과자 구두 구름 국수 국자 국화 그네 그릇 극장
    글자 기러기 기린 기와집 기차 김밥 깃발 까치 꽃게 꽃병 꿀벌 나비 나침반 나팔 낙엽 낙타
    낚시 난로 냄비 너구리 노을 노트 눈사람 다람쥐 다리미 단추 달력 달팽이 담요 당근 대나무
    대추 도넛 도라지 도마 도토리 독수리 돋보기 돌고래 동전 두더지 두루미 두부 등대 딸기 땅콩
    떡국 라디오 라면 로봇 리본 마늘 마이크 만두 망치 메뚜기 멜론 멸치 모자 목도리 목련
    무지개 문어 물감 물고기 미나리 미역 민들레 밀가루 바구니 바나나 바다 박물관 반딧불 반지
    발자국 방패 버섯 버스 번개 벌집 벚꽃 베개 벽시계 별자리 병아리 병원 보름달 보리 복숭아
    봉투 부엉이 부채 북극성 분수 불꽃 비누 비둘기 빗자루 사과 사다리 사슴 산딸기 살구 삼각형
    새우 색종이 생강 서랍 선풍기 설탕 소금 소나무 손수건 솔방울 솜사탕 송아지 송편 수달 수박
    숟가락 시소 시장 식빵 신발 썰매 안개 안경 앵두 야구 양말 양파 어항 언덕 얼음 여우 연필
    열쇠 염소 엽서 오솔길 오징어 옥수수 온도계 올챙이 우산 우유 우체통 운동화 울타리 원숭이
    은하수 은행잎 의자 이불 일기장 자두 자물쇠 자전거 잔디 잠자리 장갑 장미 전복 접시 젓가락
    제비 조개 조약돌 주사위 주전자 줄넘기 지구본 지도 지우개 진달래 진주 참새 참외 찻잔 창문
    책상 초승달 촛불 축구 치마 칠판 침대 카메라 칼국수 커튼 코끼리 콩나물 크레용 타조 탁구
    태양 택배 탬버린 터널 토끼 토마토 통나무 튤립 트럭 파도 팔찌 펭귄 편지 폭포 표범 풀잎
    풍선 피리 필통 하마 학교 한복 함박눈 항아리 햇살 호두 화분 화살 황소 휘파람
"""
KOREAN = tuple(_KOREAN.split())
"""Two or three syllables; the first two are nobody else's, ㅐ and ㅔ held to be the same."""

_ENGLISH = """
    acorn actor airport album angel ankle apple apron arrow artist aunt autumn baker bamboo
    banana barn basket beach bell berry bike bird blanket boat bone book bottle bowl branch
    bread brick brush bucket butter cabin cake camel candle carpet castle chair cheese
    chicken circle clock coin comb coral cotton crab cream crown curtain daisy dance deer
    desk diamond dinner doctor dolphin donkey door dragon dress drum duck eagle earth elbow
    elephant engine envelope farm father fence field finger fire fish flag flower flute
    forest fountain frame frog fruit garden gate ghost giant giraffe glass glove gold goose
    grape guitar hammer hand harbor heart hedge helmet hill honey horse hotel iron island
    ivory jacket jelly jewel juice jungle kangaroo kettle king kitchen knee knife ladder
    lamp leaf lemon letter library lion lizard lobster lunch magnet marble meadow medal
    melon milk mirror moon morning mother mouse mushroom napkin neck needle nest night
    noodle nose notebook nurse ocean office olive onion orange orchard oven oyster paint
    palace panda paper parrot peanut pebble pencil pepper piano picnic pillow pine pizza
    plate plum pocket poem pond potato prince pumpkin puppet puzzle queen quilt rabbit radio
    rain ribbon rice river road robin roof rope ruler sailor salad school scissors seed
    shadow sheep ship shoe silver sister snow soap sock spider spoon squirrel stair stone
    straw sugar summer swan table teacher temple tent thumb ticket tiger toast tomato tooth
    tower tree truck tulip tunnel turkey umbrella uncle valley vase velvet village violin
    wagon wall water wave wheel whistle window wolf wood yard zebra
"""
ENGLISH = tuple(_ENGLISH.split())
"""Four to eight letters; the first three are nobody else's."""

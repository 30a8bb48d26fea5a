"""Words that people say, sing or hear on and on."""

_LATIN = """
a aa ah aha ai ay aye ba bah bam bang beep bla blah boo boom bum bye cha chop clap da dah ding do dong drip du
duh e eh ey fa go ha hah haha he hee hehe hey hi ho hoo hm hmm hooray hurrah i ja ka knock la lala li lo ma mi
mm mmm na nah nana nee nein no non nope nyet o oh ok okay om ooh oi ow oui pa ping pom pong pow ra re right
shh sí si so ta tap tick tock tra tut uh uhh um umm wa we whoa woo woof wow ya yay yeah yep yes yo zzz
"""
_OTHERS = """
да нет ха 哈 呵 嘿 嘻 啊 啦 哦 噢 嗯 呃 哎 唉 呀 哇 呜 嘛 喂 吼 滴 叮 咚 嗒 对 是 好 不 等 别 没
は ハ ふ フ あ ア ラ ら ㅋ ㅎ 하 호 네
"""

SOUNDS = frozenset((_LATIN + _OTHERS).split())

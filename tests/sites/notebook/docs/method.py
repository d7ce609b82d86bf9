# %% [markdown]
# # How {{ shop.founders | words }} did it
#
# The share of food was **{{ shop.share_of_food[2018] }}** [@report], {{ "almost all" if shop.share_of_food[2018] > 94 % }} of it.

# %%
import time

from factbook.load.factbook import load_factbook
from factbook.review.project import find_root

factbook, problems = load_factbook(find_root())
share = factbook.entry("shop.share_of_food", "2018")
print(share.quantity.value, end="", flush=True)
time.sleep(0.5)
print(flush=True)
time.sleep(0.5)
print(share.quantity.dimension)
share.figure.measure.head.definition

# %% [markdown]
# And {{ "not all" if shop.share_of_food[2018] < 100 % }} of it [@paper].

# %%
object()
